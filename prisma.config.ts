import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { defineConfig } from "prisma/config";

// Prisma's CLI needs a native engine that its postinstall script downloads. If only npm is reachable, the same engine
// compiled to WebAssembly replaces it (docs/decisions/0002).
const engines = path.dirname(createRequire(import.meta.url).resolve("@prisma/engines/package.json"));
if (!readdirSync(engines).some((file) => file.startsWith("schema-engine-"))) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.resolve(import.meta.dirname, "scripts/schema-engine.mjs");
}

export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "postgres://localhost/keyhold" },
});
