import { createHash, createPublicKey } from "node:crypto";
import { base64url } from "../base64";
import { readCertificate } from "./client-certificate";
import { AssertionKeyError, readPrivateKey } from "./private-key";

/** The fingerprint of a key pair: `SHA256:` and the base64 digest of the public key in DER. @throws AssertionKeyError */
export function publicKeyFingerprint(privateKey: string): string {
  const der = createPublicKey(readPrivateKey(privateKey)).export({ type: "spki", format: "der" });
  return `SHA256:${createHash("sha256").update(der).digest("base64")}`;
}

/**
 * The thumbprint of a certificate for a JWT header: base64url of its SHA-1 or SHA-256 digest. Takes hex, as consoles show it,
 * or the certificate itself. @throws AssertionKeyError @see RFC 7515 §4.1.7
 */
export function certificateThumbprint(text: string): string {
  if (text.includes("-----BEGIN CERTIFICATE-----")) {
    return base64url(createHash("sha1").update(readCertificate(text).raw).digest());
  }
  const hex = text.replace(/[:\s]/g, "");
  if (!/^([0-9a-f]{40}|[0-9a-f]{64})$/i.test(hex)) throw new AssertionKeyError("key.thumbprint");
  return base64url(Buffer.from(hex, "hex"));
}
