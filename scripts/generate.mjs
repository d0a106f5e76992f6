// Makes what compiler, tests and builds read: the database client and the catalog. Only what is older than its sources.
import { build } from "./build/build.mjs";
import { GENERATE } from "./build/steps.mjs";
import { runMain } from "./lib/plain-error.mjs";

await runMain(() => build(GENERATE, (line) => process.stdout.write(`${line}\n`)));
