import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { defineConfig } from "prisma/config";

// Prisma's CLI talks to a native engine that its postinstall downloads. Where only npm is reachable it is absent, and the
// same engine compiled to WebAssembly stands in for it (docs/decisions/0002).
const engines = path.dirname(createRequire(import.meta.url).resolve("@prisma/engines/package.json"));
if (!readdirSync(engines).some((file) => file.startsWith("schema-engine-"))) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.resolve(import.meta.dirname, "scripts/schema-engine.mjs");
}

export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "postgres://localhost/keyhold" },
});
