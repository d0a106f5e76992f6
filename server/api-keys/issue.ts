import { randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";
import type { Ctx } from "@/server/core/ctx";
import { newId } from "@/server/core/ids";
import { lookupHash, seal } from "@/server/crypto";
import { recordAudit, type Tx } from "@/server/db";
import type { ApiKeyItem, Scope } from "@/wire/api-keys";

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const SECRET_LENGTH = 32;
const CHECKSUM_LENGTH = 6;
const PREFIX_LENGTH = 12;

function base62(value: number, length: number): string {
  let text = "";
  for (let rest = value; text.length < length; rest = Math.floor(rest / 62)) text = BASE62[rest % 62] + text;
  return text;
}

/** Returns random base62 digits. Skips bytes above 247 (4 × 62 - 1), which would make some digits more likely. */
function randomBase62(length: number): string {
  let text = "";
  while (text.length < length) {
    for (const byte of randomBytes(length)) if (byte < 248 && text.length < length) text += BASE62[byte % 62];
  }
  return text;
}

/** Creates a token that secret scanners recognize: `kh_<environment>_`, 190 random bits, and a CRC-32 checksum. */
function newApiKeyToken(environmentName: string): string {
  const body = `kh_${environmentName.replace(/[^a-z0-9]/g, "").slice(0, 12) || "env"}_${randomBase62(SECRET_LENGTH)}`;
  return body + base62(crc32(body), CHECKSUM_LENGTH);
}

interface NewApiKey {
  name: string;
  scopes: Scope[];
  isProduction: boolean;
  /** A token chosen by the operator. Absent: a random one. */
  pinned?: string | undefined;
}

/** Stores a new API key in the caller's transaction. */
export async function issueApiKey(tx: Tx, ctx: Ctx, input: NewApiKey): Promise<{ item: ApiKeyItem; token: string }> {
  const token = input.pinned ?? newApiKeyToken(ctx.environmentName);
  const id = newId("key");
  const place = { environmentId: ctx.environmentId, table: "ApiKey", rowId: id, field: "token" };
  const row = await tx.apiKey.create({
    data: {
      id,
      environmentId: ctx.environmentId,
      name: input.name,
      hash: await lookupHash("api-key", token),
      prefix: token.slice(0, PREFIX_LENGTH),
      token: await seal(token, place, tx),
      scopes: input.scopes,
    },
  });
  await recordAudit(tx, ctx, { action: "api_key.created", targetId: id, detail: { scopes: input.scopes } });
  const { name, prefix, scopes, lastUsedAt, createdAt } = row;
  return { item: { id, name, prefix, scopes, canReveal: true, lastUsedAt, createdAt }, token };
}
