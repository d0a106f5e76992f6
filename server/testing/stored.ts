import { renderStored } from "@/messages/render";
import { pool } from "@/server/db";

/** Row counts of the tables that an attempt to connect writes to. */
export interface StoredCounts {
  connections: number;
  events: number;
  operations: number;
}

/** Counts the rows of an environment. */
export async function countStored(environmentId: string): Promise<StoredCounts> {
  const { rows } = await pool().query<StoredCounts>(
    `select (select count(*)::int from "Connection" where "environmentId" = $1) as connections,
       (select count(*)::int from "Event" where "environmentId" = $1) as events,
       (select count(*)::int from "Operation" where "environmentId" = $1) as operations`,
    [environmentId],
  );
  return rows[0] ?? { connections: 0, events: 0, operations: 0 };
}

export interface StoredOperation {
  type: string;
  status: string;
  code: string | null;
  /** The rendered message. */
  message: string | null;
}

/** Returns the operations of one connection, oldest first. */
export async function operationsOf(connectionId: string): Promise<StoredOperation[]> {
  const { rows } = await pool().query<Omit<StoredOperation, "message"> & { message: unknown }>(
    `select type, status, code, "messageCode" as message from "Operation" where connection = $1 order by "startedAt", id`,
    [connectionId],
  );
  return rows.map((row) => ({ ...row, message: renderStored(row.message) }));
}

/** Returns the bodies of the webhooks queued for one connection, oldest first. */
export async function eventsOf(connectionId: string): Promise<Record<string, unknown>[]> {
  const { rows } = await pool().query<{ payload: Record<string, unknown> }>(
    `select payload from "Event" where payload->>'connectionId' = $1 order by "createdAt", id`,
    [connectionId],
  );
  return rows.map(({ payload }) => payload);
}

/** Returns every row of every table as text, with bytes in hex and as Latin-1: all that a stolen database contains. */
export async function dumpEverything(): Promise<string> {
  const { rows } = await pool().query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public'",
  );
  const texts = await Promise.all(rows.map(({ name }) => dumpTable(name)));
  return texts.join("\n");
}

async function dumpTable(name: string): Promise<string> {
  const { rows } = await pool().query<Record<string, unknown>>(`select * from "${name}"`);
  return rows.map((row) => `${name} ${Object.values(row).map(asText).join(" | ")}`).join("\n");
}

function asText(value: unknown): string {
  if (value instanceof Uint8Array)
    return `${Buffer.from(value).toString("hex")} ${Buffer.from(value).toString("latin1")}`;
  return typeof value === "string" ? value : JSON.stringify(value);
}
