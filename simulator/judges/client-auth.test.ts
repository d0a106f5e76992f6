import { generateKeyPairSync } from "node:crypto";
import { SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import { judgeClientAuth, judgePkce } from "./client-auth";
import { seen } from "./testing/seen";

const NOW = 1_800_000_000;
const judge = (client: Parameters<typeof judgeClientAuth>[2], params: Record<string, string>, headers = {}) =>
  judgeClientAuth(seen("POST", "https://as.example/token", headers), new URLSearchParams(params), client, NOW);
const basic = (pair: string) => ({ authorization: `Basic ${Buffer.from(pair).toString("base64")}` });

describe("verifying client authentication (RFC 6749 §2.3.1)", () => {
  it("requires both Basic parts to be form-encoded", () => {
    const client = { id: "a:b", secret: "c %", method: "basic" } as const;
    expect(judge(client, {}, basic("a%3Ab:c+%25")).ok).toBe(true);
    expect(judge(client, {}, basic("a:b:c %"))).toMatchObject({ reason: /not form-encoded/ });
    expect(judge(client, {}, basic("a%3Ab:other"))).toMatchObject({ reason: /password is wrong/ });
    expect(judge(client, { client_secret: "c %" }, basic("a%3Ab:c+%25"))).toMatchObject({
      reason: /contains client_secret/,
    });
    expect(judge(client, { client_id: "other" }, basic("a%3Ab:c+%25"))).toMatchObject({ reason: /client_id is other/ });
  });

  it("reads body credentials under the server's own names", () => {
    const client = { id: "a", secret: "b", method: "body", idName: "client_key" } as const;
    expect(judge(client, { client_key: "a", client_secret: "b" }).ok).toBe(true);
    expect(judge(client, { client_id: "a", client_secret: "b" })).toMatchObject({ reason: /client_key is null/ });
    expect(judge(client, { client_key: "a", client_secret: "c" })).toMatchObject({ reason: /missing or wrong/ });
    expect(judge(client, { client_key: "a", client_secret: "b" }, basic("a:b"))).toMatchObject({
      reason: /came by Basic/,
    });
  });

  it("rejects any secret of a public client", () => {
    const client = { id: "a", method: "none" } as const;
    expect(judge(client, { client_id: "a" }).ok).toBe(true);
    expect(judge(client, { client_id: "a", client_secret: "" })).toMatchObject({ reason: /contains client_secret/ });
  });

  it("checks issuer, subject, audience, lifetime and single use of private_key_jwt (RFC 7523 §3)", async () => {
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const assertion = {
      alg: "RS256",
      key: publicKey,
      audience: ["https://as.example/token"],
      seen: new Set<string>(),
    } as const;
    const client = { id: "a", method: "private_key_jwt", assertion } as const;
    const sign = (claims: object) =>
      new SignJWT({
        iss: "a",
        sub: "a",
        aud: "https://as.example/token",
        iat: NOW,
        exp: NOW + 300,
        jti: "1",
        ...claims,
      })
        .setProtectedHeader({ alg: "RS256" })
        .sign(privateKey);
    const send = async (claims: object) =>
      judge(client, {
        client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        client_assertion: await sign(claims),
      });
    expect(await send({})).toEqual({ ok: true });
    expect(await send({})).toMatchObject({ reason: /came before/ });
    expect(await send({ sub: "b" })).toMatchObject({ reason: /claim sub/ });
    expect(await send({ aud: ["https://as.example/token"] })).toMatchObject({ reason: /claim aud/ });
    expect(await send({ exp: NOW + 301 })).toMatchObject({ reason: /301 seconds/ });
    expect(await send({ jti: undefined })).toMatchObject({ reason: /no jti/ });
  });
});

describe("verifying PKCE (RFC 7636 §4.6)", () => {
  it("accepts only the verifier of Appendix B", () => {
    const challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    const verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    expect(judgePkce(challenge, verifier)).toEqual({ ok: true });
    expect(judgePkce(challenge, verifier.replace("d", "e"))).toMatchObject({ reason: /does not match/ });
    expect(judgePkce(challenge, "short")).toMatchObject({ reason: /43 to 128/ });
    expect(judgePkce(challenge, null)).toMatchObject({ ok: false });
  });
});
