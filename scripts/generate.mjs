// Runs scripts/build/generate.ts, for callers of the old name.
import { runEntry } from "./lib/run-entry.mjs";

await runEntry("scripts/build/generate.ts");
