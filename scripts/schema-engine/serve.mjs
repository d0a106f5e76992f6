import { readFileSync } from "node:fs";
import readline from "node:readline";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { AdapterFactory } from "./adapter.mjs";
import { loadEngine } from "./wasm.mjs";

/** These find the schema of the migrations only in the engine's memory, where a diagnosis leaves it. */
const NEEDS_DIAGNOSIS = new Set(["evaluateDataLoss", "createMigration"]);
const ENGINE_ERROR = 4466;

/** Answers JSON-RPC requests, one a line on standard input, one after the other, until the input ends. */
export async function serve(database, datamodelFiles) {
  const open = engineOpener(database, datamodelFiles);
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const { id, method, params } = line.trim() ? JSON.parse(line) : {};
    if (!method) continue; // an acknowledgement of something printed
    try {
      const result = await call(await open(), method, params);
      if (method === "diff" && typeof result?.stdout === "string") {
        send({ method: "print", id: "print", params: { content: result.stdout } });
      }
      send({ id, result: result ?? {} });
    } catch (error) {
      send({ id, error: errorOf(error) });
    }
  }
  process.exit(0);
}

function engineOpener(database, datamodelFiles) {
  let engine;
  return () => {
    engine ??= (async () => {
      const SchemaEngine = await loadEngine();
      const factory = bindMigrationAwareSqlAdapterFactory(new AdapterFactory(database));
      const datamodels = datamodelFiles.map((file) => [file, readFileSync(file, "utf8")]);
      return SchemaEngine.new({ datamodels: datamodels.length > 0 ? datamodels : undefined }, debug, factory);
    })();
    return engine;
  };
}

async function call(engine, method, params) {
  if (NEEDS_DIAGNOSIS.has(method)) {
    const { migrationsList, filters } = params;
    await engine.diagnoseMigrationHistory({ migrationsList, filters, optInToShadowDatabase: true });
  }
  return engine[method](params);
}

function errorOf(error) {
  debug(error);
  const { message = String(error), code: error_code, meta = null } = error;
  const data = { is_panic: false, message, error_code, meta, backtrace: null };
  return { code: ENGINE_ERROR, message: "An error happened. Check the data field for details.", data };
}

function debug(what) {
  if (process.env.DEBUG) process.stderr.write(`${what?.stack ?? what}\n`);
}

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
}
