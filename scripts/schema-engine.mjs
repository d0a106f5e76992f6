#!/usr/bin/env node
// Takes the place of Prisma's native schema engine where it could not be downloaded (docs/decisions/0002). Prisma executes this
// file directly, so it is plain JavaScript; the engine itself is in schema-engine/.
import { runMain } from "./lib/plain-error.mjs";
import { runEntry } from "./lib/run-entry.mjs";

await runMain(() => runEntry("scripts/schema-engine/main.ts"));
