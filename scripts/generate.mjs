// Kept for callers of the old name: `node scripts/run.mjs scripts/build/generate.ts` does the work.
import { runEntry } from "./lib/run-entry.mjs";

await runEntry("scripts/build/generate.ts");
