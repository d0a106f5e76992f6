import { X509Certificate } from "node:crypto";
import type { ClientCertificate } from "../io";
import { framedBlocks } from "./pem";
import { AssertionKeyError, readPrivateKey } from "./private-key";

/** Reads one certificate in PEM. @throws AssertionKeyError */
export function readCertificate(pem: string): X509Certificate {
  try {
    return new X509Certificate(framedBlocks(pem, "CERTIFICATE")[0] ?? "");
  } catch (cause) {
    throw new AssertionKeyError("key.certificate_not_pem", { cause });
  }
}

/**
 * A certificate with its chain and its key as they are shown in a TLS handshake. A pair that no handshake could use is found
 * here, where it can be told apart from a server that is away.
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
