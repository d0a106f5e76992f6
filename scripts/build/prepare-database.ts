import path from "node:path";
import { bundle } from "../lib/bundle.mjs";
import { ROOT } from "../lib/root.mjs";
import { runTool } from "../lib/run-tool";

const FILE = "dist/prepare-database.mjs";

/** Waits for the database, migrates it and sets up the first team, in a process of its own. */
export async function prepareDatabase(env: Record<string, string> = {}): Promise<void> {
  await bundle("scripts/build/prepare-database-process.ts", FILE);
  await runTool(path.join(ROOT, FILE), [], env);
}
