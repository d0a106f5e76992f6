import { generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Io } from "../io";
import { authorizationParams, buildAuthorizationUrl } from "./authorization-url";
import { readCallback } from "./callback";
import { clientSecretBasic, noClientAuth } from "./client-auth";
import { requestClientCredentials } from "./client-credentials";
import { OAuthError } from "./errors";
import { exchangeCode } from "./exchange-code";
import { pushAuthorizationRequest } from "./par";
import { codeChallenge, encodeVerifier } from "./pkce";
import { privateKeyJwt } from "./private-key-jwt";
import { refreshAccessToken } from "./refresh";
import { revokeToken } from "./revoke";
import { type Judge, REDIRECT_URI, SECRET, startJudge } from "./testing/judge";

const pemOf = (key: KeyObject) => key.export({ type: "pkcs8", format: "pem" }).toString();
const RSA = generateKeyPairSync("rsa", { modulusLength: 2048 });
const EC = generateKeyPairSync("ec", { namedCurve: "P-256" });
const ED = generateKeyPairSync("ed25519");
const KEYS = { RS256: RSA, PS256: RSA, ES256: EC, EdDSA: ED } as const;
type Alg = keyof typeof KEYS;
const ALGS = Object.keys(KEYS) as Alg[];

const io: Io = { fetch: (url, init) => fetch(url, init), now: Date.now, random: randomBytes };
const code = {
  redirect_uris: [REDIRECT_URI],
  grant_types: ["authorization_code", "refresh_token"],
  response_types: ["code"],
};

let judge: Judge;
beforeAll(async () => {
  vi.spyOn(console, "warn").mockReturnValue();
  vi.spyOn(console, "info").mockReturnValue();
  judge = await startJudge({
    clients: [
      ...ALGS.map((alg) => ({
        ...code,
        client_id: `keyed-${alg}`,
        token_endpoint_auth_method: "private_key_jwt",
        token_endpoint_auth_signing_alg: alg,
        id_token_signed_response_alg: "ES256",
        jwks: { keys: [{ ...KEYS[alg].publicKey.export({ format: "jwk" }), alg, use: "sig", kid: "k1" }] },
      })),
      { ...code, client_id: "public", token_endpoint_auth_method: "none", id_token_signed_response_alg: "ES256" },
      {
        ...code,
        client_id: "pushing",
        client_secret: SECRET,
        token_endpoint_auth_method: "client_secret_basic",
        require_pushed_authorization_requests: true,
        id_token_signed_response_alg: "ES256",
      },
      {
        client_id: "machine",
        client_secret: SECRET,
        grant_types: ["client_credentials"],
        redirect_uris: [],
        response_types: [],
        id_token_signed_response_alg: "ES256",
      },
    ],
    features: {
      clientCredentials: { enabled: true },
      revocation: { enabled: true },
      introspection: { enabled: true },
      pushedAuthorizationRequests: { enabled: true },
    },
    enabledJWA: { clientAuthSigningAlgValues: ALGS },
    scopes: ["openid", "offline_access", "api"],
  });
});
afterAll(async () => {
  await judge.close();
  vi.restoreAllMocks();
});

const endpoint = () => ({ url: `${judge.url}/token` });
const failureOf = (call: Promise<unknown>) => call.catch((error: unknown) => error);

async function request(clientId: string) {
  const codeVerifier = encodeVerifier(randomBytes(32));
  const asked = {
    authorizeUrl: `${judge.url}/auth`,
    clientId,
    redirectUri: REDIRECT_URI,
    state: "s",
    scopes: ["openid", "offline_access"],
    codeChallenge: await codeChallenge(codeVerifier),
    params: { prompt: "consent" },
  };
  return { asked, codeVerifier };
}

async function grantOf(url: string, codeVerifier: string) {
  const answer = readCallback((await judge.agree(url)).searchParams, { issuer: judge.url, issRequired: true });
  if (answer.kind !== "code") throw new Error(`The server refused: ${answer.error} ${answer.description}`);
  return { code: answer.code, redirectUri: REDIRECT_URI, codeVerifier };
}

describe("private_key_jwt at an independent server (RFC 7523 §3)", () => {
  it.each(ALGS)("with %s can exchange a code and refresh", async (alg) => {
    const key = pemOf(KEYS[alg].privateKey);
    const auth = privateKeyJwt({ clientId: `keyed-${alg}`, key, alg, keyId: "k1", audience: judge.url }, io);
    const { asked, codeVerifier } = await request(`keyed-${alg}`);
    const grant = await grantOf(buildAuthorizationUrl(asked), codeVerifier);
    const first = await exchangeCode(endpoint(), auth, grant, io);
    const second = await refreshAccessToken(endpoint(), auth, first.refreshToken ?? "", io);
    expect(second.accessToken).not.toBe(first.accessToken);
  });

  it("made for another server is rejected (audience injection)", async () => {
    const key = pemOf(RSA.privateKey);
    const auth = privateKeyJwt({ clientId: "keyed-RS256", key, alg: "RS256", audience: "https://other.example" }, io);
    const { asked, codeVerifier } = await request("keyed-RS256");
    const grant = await grantOf(buildAuthorizationUrl(asked), codeVerifier);
    expect(await failureOf(exchangeCode(endpoint(), auth, grant, io))).toMatchObject({ error: "invalid_client" });
  });

  it("signed with another key is rejected", async () => {
    const auth = privateKeyJwt(
      {
        clientId: "keyed-ES256",
        key: pemOf(generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey),
        alg: "ES256",
        audience: judge.url,
      },
      io,
    );
    const { asked, codeVerifier } = await request("keyed-ES256");
    const grant = await grantOf(buildAuthorizationUrl(asked), codeVerifier);
    expect(await failureOf(exchangeCode(endpoint(), auth, grant, io))).toMatchObject({ error: "invalid_client" });
  });
});

describe("other clients at an independent server", () => {
  it("a public client needs only PKCE (RFC 7636)", async () => {
    const { asked, codeVerifier } = await request("public");
    const grant = await grantOf(buildAuthorizationUrl(asked), codeVerifier);
    const tokens = await exchangeCode(endpoint(), noClientAuth("public"), grant, io);
    expect(tokens.refreshToken).not.toBeNull();
  });

  it("a client that must push its request sends the browser with only the request_uri (RFC 9126)", async () => {
    const auth = clientSecretBasic("pushing", SECRET);
    const { asked, codeVerifier } = await request("pushing");
    const { requestUri, expiresIn } = await pushAuthorizationRequest(
      `${judge.url}/request`,
      authorizationParams(asked),
      auth,
      io,
    );
    expect(expiresIn).toBeGreaterThan(0);
    const url = buildAuthorizationUrl({ ...asked, requestUri });
    expect([...new URL(url).searchParams.keys()]).toEqual(["client_id", "request_uri"]);
    const grant = await grantOf(url, codeVerifier);
    expect((await exchangeCode(endpoint(), auth, grant, io)).accessToken).toMatch(/^[\w-]{43}$/);
  });

  it("a client that must push its request and does not is rejected", async () => {
    const { asked, codeVerifier } = await request("pushing");
    await expect(grantOf(buildAuthorizationUrl(asked), codeVerifier)).rejects.toThrow(/Pushed Authorization Request/);
  });

  it("a machine gets a token with its own credentials (RFC 6749 §4.4)", async () => {
    const tokens = await requestClientCredentials(endpoint(), clientSecretBasic("machine", SECRET), null, io);
    expect(tokens).toMatchObject({ tokenType: "Bearer", refreshToken: null });
    const wrong = await failureOf(requestClientCredentials(endpoint(), clientSecretBasic("machine", "no"), null, io));
    expect(wrong).toBeInstanceOf(OAuthError);
    expect(wrong).toMatchObject({ error: "invalid_client" });
  });

  it("a revoked refresh token no longer works, and an unknown token counts as revoked (RFC 7009 §2.2)", async () => {
    const auth = noClientAuth("public");
    const { asked, codeVerifier } = await request("public");
    const grant = await grantOf(buildAuthorizationUrl(asked), codeVerifier);
    const { refreshToken } = await exchangeCode(endpoint(), auth, grant, io);
    const held = { token: refreshToken ?? "", hint: "refresh_token" as const };
    const revocation = { url: `${judge.url}/token/revocation` };
    expect(await revokeToken(revocation, auth, held, io)).toEqual({ kind: "revoked", status: 200, said: null });
    expect(await failureOf(refreshAccessToken(endpoint(), auth, held.token, io))).toMatchObject({
      error: "invalid_grant",
    });
    expect(await revokeToken(revocation, auth, { ...held, token: "unknown" }, io)).toMatchObject({ kind: "revoked" });
    expect(await revokeToken({ url: `${judge.url}/nothing` }, auth, held, io)).toMatchObject({
      kind: "unsupported",
      status: 404,
    });
  });
});
