import { createHmac, timingSafeEqual } from "node:crypto";
import { indexKey, indexKeyInMemory } from "./data-keys";

/** The kind of secret. It is part of the HMAC input, so a session token never matches an API key. */
export type HashPurpose =
  | "api-key"
  | "session-token"
  | "state"
  | "flow-cookie"
  | "invitation"
  | "password-reset"
  | "external-id";

/** HMAC-SHA256 of a random secret with the index key. Equal secrets have equal hashes, and a stolen table reveals no secret. */
export async function lookupHash(purpose: HashPurpose, secret: string): Promise<Uint8Array<ArrayBuffer>> {
  const { key } = indexKeyInMemory() ?? (await indexKey());
  return new Uint8Array(createHmac("sha256", key).update(`${purpose}:${secret}`).digest());
}

/** Compares two hashes in constant time. */
export function equalHashes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
