import { constants, createHmac, createPublicKey, type KeyObject, timingSafeEqual, verify } from "node:crypto";
import { judging, must, refuse, type Verdict } from "./verdict";

type Alg = "ES256" | "RS256" | "PS256" | "HS256" | "EdDSA";
type Members = Record<string, unknown>;

/** What the receiver of a JWT expects. */
export interface JwtExpectations {
  alg: Alg;
  /** Public key, PEM or object; for HS256 the secret. */
  key: string | Buffer | KeyObject;
  /** Header members besides alg and typ, compared exactly. */
  header?: Members | undefined;
  /** Claims, as a value or a check of the value. */
  claims?: Record<string, unknown | ((value: unknown) => boolean)> | undefined;
  /** Longest lifetime from iat to exp, in seconds. */
  maxTtl?: number | undefined;
  /** Epoch seconds. */
  now: number;
  /** Used values of `jti`. When set, `jti` is required and added. */
  seen?: Set<string> | undefined;
}

const CLOCK_SKEW = 60;

/** Verifies a JWT in compact form. @see RFC 7515 §5.2, RFC 7519 §7.2, RFC 7518 §3, RFC 8037 §3.1 */
export function judgeJwt(token: string, expected: JwtExpectations): Verdict<{ header: Members; claims: Members }> {
  return judging(() => {
    const parts = token.split(".");
    must(parts.length === 3, "This is not a JWT with three parts.");
    const [head = "", body = "", signature = ""] = parts;
    for (const part of parts)
      must(/^[A-Za-z0-9_-]+$/.test(part), "A part of the JWT is not base64url without padding.");
    const header = membersOf(head, "header");
    const claims = membersOf(body, "claims");
    must(header.alg === expected.alg, `The JWT has alg ${header.alg}, not ${expected.alg}.`);
    must(!("crit" in header), "The JWT has critical extensions.");
    must(isSigned(`${head}.${body}`, Buffer.from(signature, "base64url"), expected), "The JWT's signature is wrong.");
    checkMembers("header", header, expected.header ?? {});
    checkMembers("claim", claims, expected.claims ?? {});
    checkTimes(claims, expected);
    if (expected.seen) checkOnce(claims.jti, expected.seen);
    return { header, claims };
  });
}

function membersOf(part: string, what: string): Members {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString());
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Members;
  } catch {
    // Refused below.
  }
  return refuse(`The JWT's ${what} is not a JSON object.`);
}

function isSigned(data: string, signature: Buffer, { alg, key }: JwtExpectations): boolean {
  const bytes = Buffer.from(data);
  if (alg === "HS256") {
    must(typeof key === "string" || Buffer.isBuffer(key), "HS256 needs a secret.");
    const wanted = createHmac("sha256", key).update(bytes).digest();
    return wanted.length === signature.length && timingSafeEqual(wanted, signature);
  }
  const publicKey = typeof key === "string" || Buffer.isBuffer(key) ? createPublicKey(key) : key;
  switch (alg) {
    case "RS256":
      return verify("sha256", bytes, { key: publicKey, padding: constants.RSA_PKCS1_PADDING }, signature);
    case "PS256":
      return verify(
        "sha256",
        bytes,
        { key: publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 },
        signature,
      );
    case "ES256":
      return (
        signature.length === 64 && verify("sha256", bytes, { key: publicKey, dsaEncoding: "ieee-p1363" }, signature)
      );
    case "EdDSA":
      return verify(null, bytes, publicKey, signature);
  }
}

function checkMembers(what: string, members: Members, expected: Members): void {
  for (const [name, rule] of Object.entries(expected)) {
    const value = members[name];
    const isRight = typeof rule === "function" ? Boolean(rule(value)) : JSON.stringify(value) === JSON.stringify(rule);
    const wanted = typeof rule === "function" ? "as expected" : JSON.stringify(rule);
    must(isRight, `The JWT's ${what} ${name} is ${JSON.stringify(value)}, not ${wanted}.`);
  }
}

function checkTimes({ exp, iat, nbf }: Members, { now, maxTtl }: JwtExpectations): void {
  must(typeof exp === "number" && Number.isInteger(exp), "The JWT has no exp.");
  must(exp > now - CLOCK_SKEW, "The JWT has expired.");
  if (iat !== undefined) must(typeof iat === "number" && iat <= now + CLOCK_SKEW, "The JWT's iat is in the future.");
  if (nbf !== undefined) must(typeof nbf === "number" && nbf <= now + CLOCK_SKEW, "The JWT's nbf is in the future.");
  if (maxTtl === undefined) return;
  const from = typeof iat === "number" ? iat : now;
  must(exp - from <= maxTtl, `The JWT is valid for ${exp - from} seconds, more than ${maxTtl}.`);
}

function checkOnce(jti: unknown, seen: Set<string>): void {
  must(typeof jti === "string" && jti !== "", "The JWT has no jti.");
  must(!seen.has(jti), "This jti was used before.");
  seen.add(jti);
}
