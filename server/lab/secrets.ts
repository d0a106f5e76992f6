import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

export type SecretKind = "code" | "access" | "refresh";
const PREFIX: Record<SecretKind, string> = { code: "lab_code_", access: "lab_at_", refresh: "lab_rt_" };

/** Returns a token of 256 random bits. Its prefix shows its kind. */
export function newSecret(kind: SecretKind): string {
  return PREFIX[kind] + randomBytes(32).toString("base64url");
}

/** Returns the hash of a token. The lab stores only hashes. */
export function hashOf(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}

/** Returns a short ID of a token for the ledger. It distinguishes tokens, but can't be used as one. */
export function fingerprintOf(secret: string | Buffer): string {
  const hash = typeof secret === "string" ? hashOf(secret) : secret;
  return hash.toString("hex").slice(0, 12);
}

/** Compares secrets in constant time. */
export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(hashOf(a), hashOf(b));
}

/** Returns the S256 challenge: `code_challenge = BASE64URL(SHA256(code_verifier))` (RFC 7636 §4.6). */
export function challengeOf(verifier: string): string {
  return createHash("sha256").update(verifier).digest("base64url");
}

export function newId(): string {
  return randomBytes(16).toString("hex");
}
