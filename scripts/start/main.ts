// Starts Keyhold: starts the database, builds what is older than its sources, runs web and worker.
import { runMain } from "../lib/plain-error.mjs";
import { start } from "./run";

await runMain(() => start({ isQuiet: process.argv.includes("--quiet") }));
