import path from "node:path";
import { bundle } from "../lib/bundle.mjs";
import { ROOT } from "../lib/root.mjs";
import { runTool } from "../lib/run-tool";

const FILE = "dist/prepare-database.mjs";

/** Waits for the database, migrates it and creates the first team, in a separate process. */
export async function prepareDatabase(env: Record<string, string> = {}): Promise<void> {
  await bundle("scripts/build/prepare-database-process.ts", FILE);
  await runTool(path.join(ROOT, FILE), [], env);
}
