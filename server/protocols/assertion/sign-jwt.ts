import { constants, createHmac, type KeyObject, sign } from "node:crypto";
import { base64url } from "../base64";
import { AssertionKeyError, readPrivateKey } from "./private-key";

export { AssertionKeyError } from "./private-key";

export type JwtAlg = "ES256" | "RS256" | "PS256" | "HS256" | "EdDSA";

/** The content of a JWT. */
export interface JwtInput {
  alg: JwtAlg;
  /** A private key in PEM; for HS256 the shared secret, as text or as hex after `hex:`. */
  key: string;
  /** Members besides `alg` and `typ`, such as `kid`. */
  header?: Record<string, unknown> | undefined;
  claims: Record<string, unknown>;
  ttlSeconds: number;
}

const MIN_RSA_BITS = 2048;

function part(value: object): string {
  return base64url(Buffer.from(JSON.stringify(value)));
}

/** The key, checked for the algorithm (RFC 7518 §3.1, RFC 8037 §3.1). */
function keyFor(alg: Exclude<JwtAlg, "HS256">, pem: string): KeyObject {
  const key = readPrivateKey(pem);
  const { asymmetricKeyType: type, asymmetricKeyDetails: details = {} } = key;
  if (alg === "ES256") {
    if (type !== "ec" || details.namedCurve !== "prime256v1") throw new AssertionKeyError("key.not_p256");
  } else if (alg === "EdDSA") {
    if (type !== "ed25519") throw new AssertionKeyError("key.not_ed25519");
  } else if (type !== "rsa" && !(alg === "PS256" && type === "rsa-pss")) {
    throw new AssertionKeyError({ code: "key.not_rsa", params: { algorithm: alg } });
  } else if ((details.modulusLength ?? 0) < MIN_RSA_BITS) {
    throw new AssertionKeyError({ code: "key.rsa_too_short", params: { algorithm: alg, bits: MIN_RSA_BITS } });
  }
  return key;
}

function secretOf(key: string): Buffer {
  const secret = key.startsWith("hex:") ? Buffer.from(key.slice(4), "hex") : Buffer.from(key);
  if (secret.length === 0) throw new AssertionKeyError("key.shared_secret");
  return secret;
}

function signature(alg: JwtAlg, key: string, data: string): Uint8Array {
  const bytes = Buffer.from(data);
  switch (alg) {
    case "HS256":
      return createHmac("sha256", secretOf(key)).update(bytes).digest();
    case "ES256":
      return sign("sha256", bytes, { key: keyFor(alg, key), dsaEncoding: "ieee-p1363" });
    case "RS256":
      return sign("sha256", bytes, keyFor(alg, key));
    case "PS256": {
      const padding = constants.RSA_PKCS1_PSS_PADDING;
      return sign("sha256", bytes, { key: keyFor(alg, key), padding, saltLength: 32 });
    }
    case "EdDSA":
      return sign(null, bytes, keyFor(alg, key));
  }
}

/**
 * Signs a JWT in compact form. It is issued now and expires after `ttlSeconds`, unless the claims say otherwise.
 * @param now epoch milliseconds.
 * @throws AssertionKeyError
 * @see RFC 7515 §3.1, RFC 7518 §3, RFC 7519 §4.1, RFC 8037 §3.1
 */
export function signJwt({ alg, key, header = {}, claims, ttlSeconds }: JwtInput, now: number): string {
  const iat = Math.floor(now / 1000);
  const head = part({ ...header, alg, typ: header.typ ?? "JWT" });
  const data = `${head}.${part({ iat, exp: iat + ttlSeconds, ...claims })}`;
  return `${data}.${base64url(signature(alg, key, data))}`;
}
