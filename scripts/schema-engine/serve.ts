import { readFileSync } from "node:fs";
import readline from "node:readline";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import type { SchemaEngine } from "@prisma/schema-engine-wasm/schema_engine_bg";
import { AdapterFactory } from "./adapter";
import type { Target } from "./target";
import { loadEngine } from "./wasm";

/** Methods that need the migrations' schema in the engine's memory, where a diagnosis puts it. */
const NEEDS_DIAGNOSIS = new Set(["evaluateDataLoss", "createMigration"]);
const ENGINE_ERROR = 4466;

interface RpcRequest {
  id?: unknown;
  /** Absent in the acknowledgment of printed text. */
  method?: string;
  params?: unknown;
}

type DiagnosisInput = Parameters<SchemaEngine["diagnoseMigrationHistory"]>[0];

/** Handles JSON-RPC requests, one per line of standard input, one after the other, until the input ends. */
export async function serve(database: Target, datamodelFiles: readonly string[]): Promise<never> {
  let engine: Promise<SchemaEngine> | undefined;
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const { id, method, params }: RpcRequest = line.trim() ? JSON.parse(line) : {};
    if (!method) continue;
    try {
      engine ??= openEngine(database, datamodelFiles);
      const result = await call(await engine, method, params);
      if (method === "diff") print(result);
      send({ id, result: result ?? {} });
    } catch (error) {
      send({ id, error: errorOf(error) });
    }
  }
  process.exit(0);
}

async function openEngine(database: Target, datamodelFiles: readonly string[]): Promise<SchemaEngine> {
  const Engine = await loadEngine();
  const factory = bindMigrationAwareSqlAdapterFactory(new AdapterFactory(database));
  const datamodels = datamodelFiles.map((file): [string, string] => [file, readFileSync(file, "utf8")]);
  return Engine.new({ datamodels: datamodels.length > 0 ? datamodels : undefined }, debug, factory);
}

async function call(engine: SchemaEngine, method: string, params: unknown): Promise<unknown> {
  if (NEEDS_DIAGNOSIS.has(method)) {
    const { migrationsList, filters } = params as DiagnosisInput;
    await engine.diagnoseMigrationHistory({ migrationsList, filters, optInToShadowDatabase: true });
  }
  return Reflect.apply(Reflect.get(engine, method), engine, [params]);
}

/** Prints a diff as the native engine does. */
function print(result: unknown): void {
  if (typeof result !== "object" || result === null || !("stdout" in result)) return;
  if (typeof result.stdout === "string") send({ method: "print", id: "print", params: { content: result.stdout } });
}

function errorOf(error: unknown) {
  debug(error);
  const { message = String(error), code, meta = null } = error as { message?: string; code?: string; meta?: unknown };
  const data = { is_panic: false, message, error_code: code, meta, backtrace: null };
  return { code: ENGINE_ERROR, message: "An error happened. Check the data field for details.", data };
}

function debug(what: unknown): void {
  if (process.env.DEBUG) process.stderr.write(`${what instanceof Error ? what.stack : what}\n`);
}

function send(message: object): void {
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
}
