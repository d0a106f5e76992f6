import pg from "pg";
import { hasCode } from "../lib/error-code.mjs";
import type { Target } from "./target";

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** Commands for a whole database: the database to connect to, and the SQL to run there. */
const COMMANDS: Record<string, (name: string) => { from: string; sql?: string }> = {
  "can-connect-to-database": (name) => ({ from: name }),
  "create-database": (name) => ({ from: "postgres", sql: `create database ${quoted(name)}` }),
  "drop-database": (name) => ({ from: "postgres", sql: `drop database if exists ${quoted(name)} with (force)` }),
};

/** Runs `cli <command>`. Reports failures in the format that Prisma's command line expects. */
export async function runDatabaseCommand(args: readonly string[], { connection }: Target): Promise<void> {
  const command = Object.entries(COMMANDS).find(([name]) => args.includes(name))?.[1];
  if (!command) return fail("P0000", `The WebAssembly schema engine has no command "${args.join(" ")}"`);
  const { from, sql } = command(connection.database);
  const client = new pg.Client({ ...connection, database: from, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    if (sql) await client.query(sql);
  } catch (error) {
    const isAbsent = hasCode(error, "3D000");
    if (isAbsent) return fail("P1003", `Database \`${connection.database}\` does not exist`);
    const reason = error instanceof Error ? error.message : String(error);
    return fail("P1001", `Can't reach database server at \`${connection.host}:${connection.port}\`: ${reason}`);
  } finally {
    await client.end().catch(() => {});
  }
}

function fail(errorCode: string, message: string): void {
  const fields = { message, error_code: errorCode, is_panic: false };
  const line = { timestamp: new Date().toISOString(), level: "ERROR", target: "schema_engine::logger", fields };
  process.stderr.write(`\n${JSON.stringify(line)}`);
  process.exitCode = 1;
}
