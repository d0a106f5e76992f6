import path from "node:path";
import { bundle } from "../lib/bundle.mjs";
import { ROOT } from "../lib/root.mjs";
import { runTool } from "../lib/run-tool.mjs";

/** Waits for the database, migrates it and sets up the first team, in a process of its own. */
export async function prepareDatabase(env = {}) {
  await bundle("server/prepare-database.ts", "dist/prepare-database.mjs");
  await runTool(path.join(ROOT, "scripts/build/run-prepare-database.mjs"), [], env);
}
