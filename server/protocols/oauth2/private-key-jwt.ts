import { signJwt } from "../assertion/sign-jwt";
import { base64url } from "../base64";
import type { Io } from "../io";
import type { ApplyClientAuth } from "./types";

/** At most five minutes (RFC 7523bis, audience injection). */
const TTL_SECONDS = 120;

/** A client that authenticates with a private key. */
export interface PrivateKeyClient {
  clientId: string;
  /** PEM. */
  key: string;
  alg: "RS256" | "PS256" | "ES256" | "EdDSA";
  keyId?: string | undefined;
  /** The issuer, or the token endpoint when the server has no issuer. */
  audience: string;
}

/** `private_key_jwt`: signs a new JWT for each request. @throws AssertionKeyError @see RFC 7523 §3 */
export function privateKeyJwt({ clientId, key, alg, keyId, audience }: PrivateKeyClient, io: Io): ApplyClientAuth {
  return (params) => {
    const claims = { iss: clientId, sub: clientId, aud: audience, jti: base64url(io.random(18)) };
    const header = keyId === undefined ? {} : { kid: keyId };
    params.set("client_id", clientId);
    params.set("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    params.set("client_assertion", signJwt({ alg, key, header, claims, ttlSeconds: TTL_SECONDS }, io.now()));
  };
}
