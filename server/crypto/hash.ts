import { createHmac, timingSafeEqual } from "node:crypto";
import { indexKey, indexKeyInMemory } from "./data-keys";

/** What is hashed; part of the HMAC input, so that a session token can never be looked up as an API key. */
export type HashPurpose =
  | "api-key"
  | "session-token"
  | "state"
  | "flow-cookie"
  | "invitation"
  | "password-reset"
  | "external-id";

/** HMAC-SHA256 of a random secret under the index key: equal secrets give equal hashes, and a stolen table gives nothing. */
export async function lookupHash(purpose: HashPurpose, secret: string): Promise<Uint8Array<ArrayBuffer>> {
  const { key } = indexKeyInMemory() ?? (await indexKey());
  return new Uint8Array(createHmac("sha256", key).update(`${purpose}:${secret}`).digest());
}

/** Compares two hashes without telling by time where they differ. */
export function equalHashes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
