// Reports problems of an instance and how to fix them: `npm run doctor`. Exits with code 1 if there are any.
import { runMain } from "../lib/plain-error.mjs";
import { runDoctor } from "./run";

await runMain(async () => {
  const isWell = await runDoctor((line) => void process.stdout.write(`${line}\n`));
  process.exit(isWell ? 0 : 1);
});
