// Says what is wrong with an instance and how to fix it: `npm run doctor`. Exit code 1 if something is.
import { runMain } from "../lib/plain-error.mjs";
import { runDoctor } from "./run";

await runMain(async () => {
  const isWell = await runDoctor((line) => void process.stdout.write(`${line}\n`));
  process.exit(isWell ? 0 : 1);
});
