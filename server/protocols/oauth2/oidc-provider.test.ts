import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Io } from "../io";
import { buildAuthorizationUrl } from "./authorization-url";
import { CallbackError, readCallback } from "./callback";
import { clientSecretBasic, clientSecretPost } from "./client-auth";
import { classifyTokenFailure, OAuthError } from "./errors";
import { exchangeCode } from "./exchange-code";
import { codeChallenge, encodeVerifier } from "./pkce";
import { refreshAccessToken } from "./refresh";
import { clientIdOf, type Judge, type JudgeClient, REDIRECT_URI, SECRET, startJudge } from "./testing/judge";

const CLIENTS: [JudgeClient, typeof clientSecretBasic][] = [
  ["client_secret_basic", clientSecretBasic],
  ["client_secret_post", clientSecretPost],
];
const SCOPES = ["openid", "offline_access"];

let judge: Judge;
const io: Io = { fetch: (url, init) => fetch(url, init), now: () => 1_000_000, random: randomBytes };

beforeAll(async () => {
  // oidc-provider warns about its in-memory store, which is fine in tests.
  vi.spyOn(console, "warn").mockReturnValue();
  vi.spyOn(console, "info").mockReturnValue();
  judge = await startJudge();
});
afterAll(async () => {
  await judge.close();
  vi.restoreAllMocks();
});

/** Runs a flow at the independent server up to the exchange. */
async function authorized(client: JudgeClient) {
  const codeVerifier = encodeVerifier(randomBytes(32));
  const url = buildAuthorizationUrl({
    authorizeUrl: `${judge.url}/auth`,
    clientId: clientIdOf(client),
    redirectUri: REDIRECT_URI,
    state: "state é & 1",
    scopes: SCOPES,
    codeChallenge: await codeChallenge(codeVerifier),
    params: { prompt: "consent", state: "evil", client_id: "evil" },
  });
  const { searchParams } = await judge.agree(url);
  const answer = readCallback(searchParams, { issuer: judge.url, issRequired: true });
  if (answer.kind !== "code") throw new Error(`The server refused: ${answer.error} ${answer.description}`);
  return { grant: { code: answer.code, redirectUri: REDIRECT_URI, codeVerifier }, params: searchParams };
}

const endpoint = () => ({ url: `${judge.url}/token` });
const failureOf = (call: Promise<unknown>) => call.catch((error: unknown) => error);

describe.each(CLIENTS)("an independent authorization server, with %s (RFC 6749 §2.3.1)", (client, authWith) => {
  const auth = authWith(clientIdOf(client), SECRET);

  it("returns tokens for a code and new ones for each refresh token (§4.1.3, §6)", async () => {
    const { grant } = await authorized(client);
    const first = await exchangeCode(endpoint(), auth, grant, io);
    expect(first).toEqual({
      accessToken: expect.stringMatching(/^[\w-]{43}$/),
      refreshToken: expect.stringMatching(/^[\w-]{43}$/),
      expiresAt: 1_000_000 + 600_000,
      scope: "openid offline_access",
      tokenType: "Bearer",
      raw: expect.objectContaining({ access_token: first.accessToken, expires_in: 600 }),
    });
    const second = await refreshAccessToken(endpoint(), auth, first.refreshToken ?? "", io);
    const third = await refreshAccessToken(endpoint(), auth, second.refreshToken ?? "", io);
    expect(third).toMatchObject({ expiresAt: 1_600_000, scope: "openid offline_access", tokenType: "Bearer" });
    expect(new Set([first, second, third].flatMap((set) => [set.accessToken, set.refreshToken])).size).toBe(6);
  });

  it("rejects a rotated refresh token, which counts as a revoked grant (§5.2)", async () => {
    const { grant } = await authorized(client);
    const { refreshToken } = await exchangeCode(endpoint(), auth, grant, io);
    await refreshAccessToken(endpoint(), auth, refreshToken ?? "", io);
    const failure = await failureOf(refreshAccessToken(endpoint(), auth, refreshToken ?? "", io));
    expect(failure).toBeInstanceOf(OAuthError);
    expect(failure).toMatchObject({ error: "invalid_grant", status: 400 });
    expect(classifyTokenFailure(failure)).toEqual({ kind: "revoked_grant" });
  });

  it("rejects a wrong and a missing verifier (RFC 7636 §4.6)", async () => {
    for (const codeVerifier of [encodeVerifier(randomBytes(32)), null]) {
      const { grant } = await authorized(client);
      const failure = await failureOf(exchangeCode(endpoint(), auth, { ...grant, codeVerifier }, io));
      expect(failure).toBeInstanceOf(OAuthError);
      expect(failure).toMatchObject({ error: "invalid_grant", status: 400 });
    }
  });

  it("rejects a wrong secret, which counts as a bad client (§5.2)", async () => {
    const { grant } = await authorized(client);
    const failure = await failureOf(exchangeCode(endpoint(), authWith(clientIdOf(client), `${SECRET}x`), grant, io));
    expect(failure).toMatchObject({ error: "invalid_client", status: 401 });
    expect(classifyTokenFailure(failure)).toEqual({ kind: "bad_client" });
  });
});

describe("the response of an independent authorization server", () => {
  it("has its issuer and the unchanged state (RFC 9207 §2, RFC 6749 §4.1.2)", async () => {
    const { params } = await authorized("client_secret_basic");
    expect([params.get("iss"), params.get("state")]).toEqual([judge.url, "state é & 1"]);
  });

  it("is rejected when another issuer is expected (RFC 9207 §2.4)", async () => {
    const { params } = await authorized("client_secret_basic");
    const other = { issuer: "https://as.example", issRequired: true };
    expect(() => readCallback(params, other)).toThrow(CallbackError);
  });
});
