#!/usr/bin/env node
// Replaces Prisma's native schema engine if it couldn't be downloaded (docs/decisions/0002). Prisma executes this file
// directly, so it is plain JavaScript. The engine is in schema-engine/.
import { runMain } from "./lib/plain-error.mjs";
import { runEntry } from "./lib/run-entry.mjs";

await runMain(() => runEntry("scripts/schema-engine/main.ts"));
