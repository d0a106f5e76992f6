// Says what is wrong with an instance and how to mend it: `npm run doctor`. Exit code 1 if something is.
import { checkNode } from "./lib/node-version.mjs";
import { runMain } from "./lib/plain-error.mjs";

checkNode();
await runMain(async () => {
  const { runDoctor } = await import("./doctor/run.mjs");
  const isWell = await runDoctor((line) => process.stdout.write(`${line}\n`));
  process.exit(isWell ? 0 : 1);
});
