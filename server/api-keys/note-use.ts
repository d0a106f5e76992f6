import { log } from "@/server/core/log";
import { pool } from "@/server/db";

const MINUTE_MS = 60_000;
const noted = new Map<string, number>();

/** Records that a key was used, at most once a minute. Doesn't delay the request. */
export function noteUse(keyId: string): void {
  const now = performance.now();
  const last = noted.get(keyId);
  if (last !== undefined && now - last < MINUTE_MS) return;
  noted.set(keyId, now);
  pool()
    .query(`update "ApiKey" set "lastUsedAt" = now() where id = $1`, [keyId])
    .catch((error: unknown) => log().warn({ err: error, keyId }, "could not record the use of an API key"));
}
