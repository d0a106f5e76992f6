import { X509Certificate } from "node:crypto";
import type { ClientCertificate } from "../io";
import { framedBlocks } from "./pem";
import { AssertionKeyError, readPrivateKey } from "./private-key";

/** Reads one PEM certificate. @throws AssertionKeyError */
export function readCertificate(pem: string): X509Certificate {
  try {
    return new X509Certificate(framedBlocks(pem, "CERTIFICATE")[0] ?? "");
  } catch (cause) {
    throw new AssertionKeyError("key.certificate_not_pem", { cause });
  }
}

/**
 * Returns a certificate with its chain and its key for a TLS handshake. A pair that can't work is rejected here; in the
 * handshake it would look like a server that is down.
 * @param now epoch milliseconds. @throws AssertionKeyError @see RFC 8705 §2
 */
export function clientCertificate(certificate: string, key: string, now: number): ClientCertificate {
  const own = readCertificate(certificate);
  const privateKey = readPrivateKey(key);
  if (!own.checkPrivateKey(privateKey)) throw new AssertionKeyError("key.certificate_mismatch");
  const expiresAt = new Date(own.validTo);
  if (expiresAt.getTime() <= now) {
    throw new AssertionKeyError({ code: "key.certificate_expired", params: { expiredAt: expiresAt.toISOString() } });
  }
  return {
    cert: framedBlocks(certificate, "CERTIFICATE").join(""),
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}
