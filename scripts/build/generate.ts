// Makes what compiler, tests and builds read: the database client and the catalog. Only what is older than its sources.
import { runMain } from "../lib/plain-error.mjs";
import { build } from "./build";
import { GENERATE } from "./steps";

await runMain(async () => {
  await build(GENERATE, (line) => void process.stdout.write(`${line}\n`));
});
