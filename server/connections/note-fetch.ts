import { log } from "@/server/core/log";
import { pool } from "@/server/db";

const MINUTE_MS = 60_000;
const MAX_NOTED = 100_000;
const noted = new Map<string, number>();

/** Remembers that a connection was read, at most once a minute and never in the way of the read. */
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
    .catch((error: unknown) => log().warn({ err: error }, "could not note the read of a connection"));
}
