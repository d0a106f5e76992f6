// Starts Keyhold: installs what is missing, starts the database, builds what is older than its sources, runs web and worker.
import { checkNode } from "./lib/node-version.mjs";
import { runMain } from "./lib/plain-error.mjs";

checkNode();
await runMain(async () => {
  const { start } = await import("./start/run.mjs");
  await start({ isQuiet: process.argv.includes("--quiet") });
});
