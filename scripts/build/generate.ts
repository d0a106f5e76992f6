// Generates the database client and the catalog for the compiler, the tests and the build, if their sources changed.
import { runMain } from "../lib/plain-error.mjs";
import { build } from "./build";
import { GENERATE } from "./steps";

await runMain(async () => {
  await build(GENERATE, (line) => void process.stdout.write(`${line}\n`));
});
