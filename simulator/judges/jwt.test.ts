import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import { judgeJwt } from "./jwt";

const NOW = 1_800_000_000;
const SECRET = Buffer.from("0123456789abcdef0123456789abcdef");
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
const ed = generateKeyPairSync("ed25519");

const sign = (alg: string, key: KeyObject | Buffer, claims: Record<string, unknown> = {}, header = {}) =>
  new SignJWT({ iss: "me", iat: NOW, exp: NOW + 60, ...claims })
    .setProtectedHeader({ alg, kid: "k1", ...header })
    .sign(key);

describe("verifying JWTs", () => {
  it("accepts the JWT of RFC 7515 Appendix A.1", () => {
    const key = Buffer.from(
      "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow",
      "base64url",
    );
    const token =
      "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    expect(judgeJwt(token, { alg: "HS256", key, now: 1300819000, claims: { iss: "joe" } }).ok).toBe(true);
    expect(judgeJwt(token, { alg: "HS256", key, now: 1300819441 })).toMatchObject({ reason: "The JWT has expired." });
  });

  it.each([
    ["RS256", rsa.privateKey, rsa.publicKey],
    ["PS256", rsa.privateKey, rsa.publicKey],
    ["ES256", ec.privateKey, ec.publicKey],
    ["EdDSA", ed.privateKey, ed.publicKey],
    ["HS256", SECRET, SECRET],
  ] as const)("verifies the signature of %s (RFC 7518 §3, RFC 8037)", async (alg, key, publicKey) => {
    const token = await sign(alg, key);
    expect(judgeJwt(token, { alg, key: publicKey, now: NOW, header: { kid: "k1" } })).toMatchObject({ ok: true });
    const [head, , signature] = token.split(".");
    const claims = Buffer.from(JSON.stringify({ iss: "you", iat: NOW, exp: NOW + 60 })).toString("base64url");
    const tampered = `${head}.${claims}.${signature}`;
    expect(judgeJwt(tampered, { alg, key: publicKey, now: NOW })).toEqual({
      ok: false,
      reason: "The JWT's signature is wrong.",
    });
  });

  it("rejects an unexpected algorithm (RFC 8725 §3.1)", async () => {
    const token = await sign("PS256", rsa.privateKey);
    expect(judgeJwt(token, { alg: "RS256", key: rsa.publicKey, now: NOW })).toMatchObject({ reason: /alg PS256/ });
  });

  it("rejects a wrong claim, a missing header member, a long lifetime and a reused jti", async () => {
    const judge = (token: string, more: object) => judgeJwt(token, { alg: "HS256", key: SECRET, now: NOW, ...more });
    const token = await sign("HS256", SECRET, { exp: NOW + 601, jti: "j1" });
    expect(judge(token, { claims: { iss: "you" } })).toMatchObject({ reason: /claim iss/ });
    expect(judge(token, { claims: { iss: (value: unknown) => value === "you" } })).toMatchObject({
      reason: /claim iss/,
    });
    expect(judge(token, { header: { x5t: "x" } })).toMatchObject({ reason: /header x5t/ });
    expect(judge(token, { maxTtl: 600 })).toMatchObject({ reason: /601 seconds/ });
    const seen = new Set<string>();
    expect(judge(token, { seen }).ok).toBe(true);
    expect(judge(token, { seen })).toMatchObject({ reason: /came before/ });
    expect(judge(await sign("HS256", SECRET), { seen })).toMatchObject({ reason: /no jti/ });
  });
});
