// Starts Keyhold: starts the database, builds what is outdated, then runs the web process and the worker.
import { runMain } from "../lib/plain-error.mjs";
import { start } from "./run";

await runMain(() => start({ isQuiet: process.argv.includes("--quiet") }));
