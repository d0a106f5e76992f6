import { base64url } from "../base64";

/** Creates a code verifier from 32 to 96 random bytes (RFC 7636 §4.1). */
export function encodeVerifier(bytes: Uint8Array): string {
  const verifier = base64url(bytes);
  if (!isCodeVerifier(verifier)) throw new RangeError("A code verifier needs 32 to 96 random bytes");
  return verifier;
}

/** Whether a text is a code verifier: 43 to 128 unreserved characters (RFC 7636 §4.1). */
export function isCodeVerifier(text: string): boolean {
  return /^[A-Za-z0-9\-._~]{43,128}$/.test(text);
}

/** The S256 code challenge of a verifier (RFC 7636 §4.2). `plain` is not supported. */
export async function codeChallenge(verifier: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  return base64url(new Uint8Array(digest));
}
