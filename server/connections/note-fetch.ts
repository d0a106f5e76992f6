import { log } from "@/server/core/log";
import { pool } from "@/server/db";

const MINUTE_MS = 60_000;
const MAX_NOTED = 100_000;
const noted = new Map<string, number>();

/** Stores when a connection was read, at most once a minute, without delaying the read. */
export function noteFetch(row: { id: string; environmentId: string }): void {
  const now = performance.now();
  const last = noted.get(row.id);
  if (last !== undefined && now - last < MINUTE_MS) return;
  if (noted.size >= MAX_NOTED) noted.clear();
  noted.set(row.id, now);
  pool()
    .query(`update "Connection" set "lastFetchedAt" = now() where id = $1 and "environmentId" = $2`, [
      row.id,
      row.environmentId,
    ])
    .catch((error: unknown) => log().warn({ err: error }, "couldn't store when a connection was read"));
}
