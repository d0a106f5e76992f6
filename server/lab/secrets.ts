import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

export type SecretKind = "code" | "access" | "refresh";
const PREFIX: Record<SecretKind, string> = { code: "lab_code_", access: "lab_at_", refresh: "lab_rt_" };

/** Makes a token of 256 random bits whose prefix tells its kind. */
export function newSecret(kind: SecretKind): string {
  return PREFIX[kind] + randomBytes(32).toString("base64url");
}

/** The only form in which the lab keeps a token. */
export function hashOf(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}

/** A short name for a token in the ledger: enough to tell two apart, of no use to anyone. */
export function fingerprintOf(secret: string | Buffer): string {
  const hash = typeof secret === "string" ? hashOf(secret) : secret;
  return hash.toString("hex").slice(0, 12);
}

/** Compares secrets without telling by time where they differ. */
export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(hashOf(a), hashOf(b));
}

/** S256: `code_challenge = BASE64URL(SHA256(code_verifier))` (RFC 7636 §4.6). */
export function challengeOf(verifier: string): string {
  return createHash("sha256").update(verifier).digest("base64url");
}

export function newId(): string {
  return randomBytes(16).toString("hex");
}
