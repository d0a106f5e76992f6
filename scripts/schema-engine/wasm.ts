import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import * as glue from "@prisma/schema-engine-wasm/schema_engine_bg";

const require = createRequire(import.meta.url);
const MODULE = "@prisma/schema-engine-wasm";

/** Loads the engine. @returns its `SchemaEngine` class. */
export async function loadEngine(): Promise<typeof glue.SchemaEngine> {
  const file = path.join(path.dirname(require.resolve(MODULE)), "schema_engine_bg.wasm");
  const { instance } = await WebAssembly.instantiate(readFileSync(file), { "./schema_engine_bg.js": glue });
  glue.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start !== "function") throw new Error("The schema engine has no start function");
  start();
  return glue.SchemaEngine;
}

/** Returns the commit of the engine, which is the last part of its version `7.10.0-4.<commit>`. */
export function engineCommit(): string {
  const { version }: { version: string } = JSON.parse(
    readFileSync(path.join(path.dirname(require.resolve(MODULE)), "package.json"), "utf8"),
  );
  return version.split(".").at(-1) ?? version;
}
