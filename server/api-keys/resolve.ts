import { type Ctx, createCtx } from "@/server/core/ctx";
import { ServiceError } from "@/server/core/errors";
import { perProcess } from "@/server/core/per-process";
import { lookupHash } from "@/server/crypto";
import { pool } from "@/server/db";
import { noteUse } from "./note-use";

/** How long another process may still accept a deleted key. */
const CACHE_MS = 5_000;
const MAX_CACHED = 10_000;

interface KeyRow {
  keyId: string;
  scopes: string[];
  expiresAt: Date | null;
  teamId: string;
  environmentId: string;
  environmentName: string;
}

/** Next bundles pages and REST API separately. One cache per process, so that a deletion in one applies to the other. */
const cache = perProcess("api-keys", () => new Map<string, { row: KeyRow; until: number }>());

/** Clears the cache, so that this process immediately refuses a deleted key. */
export function forgetApiKeys(): void {
  cache().clear();
}

async function findKey(key: string): Promise<KeyRow | undefined> {
  const hash = await lookupHash("api-key", key);
  const name = Buffer.from(hash).toString("base64");
  const cached = cache();
  const known = cached.get(name);
  if (known && known.until > performance.now()) return known.row;
  const { rows } = await pool().query<KeyRow>({
    name: "resolve-api-key",
    text: `select k.id as "keyId", k.scopes, k."expiresAt", e."teamId", e.id as "environmentId", e.name as "environmentName"
      from "ApiKey" k join "Environment" e on e.id = k."environmentId" where k.hash = $1`,
    values: [hash],
  });
  const row = rows[0];
  cached.delete(name);
  if (row) {
    if (cached.size >= MAX_CACHED) cached.clear();
    cached.set(name, { row, until: performance.now() + CACHE_MS });
  }
  return row;
}

/** Resolves an API key to its environment and scopes. @throws ServiceError `unknown_api_key`, `expired_api_key` (401). */
export async function resolveApiKey(key: string, requestId: string): Promise<Ctx> {
  const row = key.length >= 32 && key.length <= 255 ? await findKey(key) : undefined;
  if (!row) throw new ServiceError("unknown_api_key", "Unknown API key. Check the key and the host you call.");
  if (row.expiresAt && row.expiresAt.getTime() <= Date.now()) {
    throw new ServiceError("expired_api_key", "This API key has expired. Create a new one in the dashboard.");
  }
  noteUse(row.keyId);
  const { keyId, scopes, ...environment } = row;
  return createCtx({ kind: "key", keyId, scopes }, environment, requestId);
}
