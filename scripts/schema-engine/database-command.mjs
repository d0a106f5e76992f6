import pg from "pg";

const quoted = (name) => `"${name.replaceAll('"', '""')}"`;

/** What can be asked of a whole database; each value is the database to connect to and what to run there. */
const COMMANDS = {
  "can-connect-to-database": (name) => ({ from: name }),
  "create-database": (name) => ({ from: "postgres", sql: `create database ${quoted(name)}` }),
  "drop-database": (name) => ({ from: "postgres", sql: `drop database if exists ${quoted(name)} with (force)` }),
};

/** Runs `cli <command>` and ends the process; failures are told as Prisma's command line expects them. */
export async function runDatabaseCommand(args, { connection }) {
  const name = Object.keys(COMMANDS).find((command) => args.includes(command));
  if (!name) return fail("P0000", `The stand-in has no command ${args.join(" ")}`);
  const { from, sql } = COMMANDS[name](connection.database);
  const client = new pg.Client({ ...connection, database: from, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    if (sql) await client.query(sql);
  } catch (error) {
    const isAbsent = error.code === "3D000";
    if (isAbsent) return fail("P1003", `Database \`${connection.database}\` does not exist`);
    return fail("P1001", `Can't reach database server at \`${connection.host}:${connection.port}\`: ${error.message}`);
  } finally {
    await client.end().catch(() => {});
  }
}

function fail(errorCode, message) {
  const fields = { message, error_code: errorCode, is_panic: false };
  const line = { timestamp: new Date().toISOString(), level: "ERROR", target: "schema_engine::logger", fields };
  process.stderr.write(`\n${JSON.stringify(line)}`);
  process.exitCode = 1;
}
