import { describe, expect, it } from "vitest";
import { answering, NOW, type TestIo } from "../testing/io";
import { buildAuthorizationUrl } from "./authorization-url";
import { clientSecretBasic, clientSecretPost, noClientAuth } from "./client-auth";
import { classifyTokenFailure, OAuthError, OAuthResponseError } from "./errors";
import { exchangeCode } from "./exchange-code";
import { refreshAccessToken, refreshByAccessToken } from "./refresh";
import { grantedAndMissing } from "./scopes";
import type { TokenEndpoint } from "./types";

const GRANT = { code: "c", redirectUri: "https://keyhold.example/cb", codeVerifier: "v".repeat(43) };
const ENDPOINT: TokenEndpoint = { url: "https://as.example/token" };
const auth = clientSecretPost("id", "secret");
const exchange = (io: TestIo, endpoint: Partial<TokenEndpoint> = {}, by = auth) =>
  exchangeCode({ ...ENDPOINT, ...endpoint }, by, GRANT, io);
const refresh = (io: TestIo, endpoint: Partial<TokenEndpoint> = {}) =>
  refreshAccessToken({ ...ENDPOINT, ...endpoint }, auth, "old", io);
const failureOf = (call: Promise<unknown>) =>
  call.then(
    () => "accepted",
    (error: unknown) => error,
  );

/** Responses with status 200 that are refusals. */
const REFUSALS: [string, unknown][] = [
  ["Slack", { ok: false, error: "invalid_code" }],
  ["Slack without an error", { ok: false }],
  ["Facebook", { error: { message: "Invalid verification code", type: "OAuthException", code: 100, fbtrace_id: "x" } }],
  ["Google", { error: "invalid_grant", error_description: "Bad Request" }],
  [
    "GitHub",
    { error: "bad_verification_code", error_description: "The code is incorrect or expired.", error_uri: "https://x" },
  ],
  ["GitHub, form-encoded", "error=incorrect_client_credentials&error_description=wrong"],
  ["Zoho", { error: "invalid_code" }],
  ["Zoho, as HTML", "<html><body>error</body></html>"],
  ["WeChat", { errcode: 40029, errmsg: "invalid code" }],
  ["TikTok Ads", { code: 40105, message: "Access token is incorrect", data: {} }],
  ["TikTok", { error: "invalid_request", error_description: "Code is expired.", log_id: "x" }],
  ["DingTalk", { code: "invalidParameter", message: "no" }],
  ["Weibo", { error: "expired_token", error_code: 21327 }],
  ["Stripe", { error: "invalid_grant", error_description: "does not exist" }],
  ["Shopify", { errors: "invalid code" }],
  ["Instagram", { error_type: "OAuthException", code: 400, error_message: "no" }],
  ["Mailchimp", { error: "invalid_grant" }],
  ["an error as a number", { error: { code: 190, message: "expired" } }],
  ["an empty object", {}],
  ["an empty token", { access_token: "" }],
  ["a null token", { access_token: null, error: null }],
  ["an object as the token", { access_token: { value: "x" } }],
  ["a list", [{ access_token: "x" }]],
  ["nothing", ""],
];

describe("an error response with status 200", () => {
  it("has more than 20 known shapes", () => expect(REFUSALS.length).toBeGreaterThan(20));

  it.each(REFUSALS)("%s: stores no token", async (_provider, body) => {
    const failure = await failureOf(exchange(answering(200, body)));
    expect(failure instanceof OAuthError || failure instanceof OAuthResponseError).toBe(true);
  });
});

describe("a nonstandard token response", () => {
  it.each<[string, unknown, Partial<TokenEndpoint>, object]>([
    ["token_type in odd case", { access_token: "t", token_type: "bEaReR" }, {}, { tokenType: "bEaReR" }],
    ["no token_type", { access_token: "t" }, {}, { tokenType: null }],
    ["no expires_in: no expiry", { access_token: "t" }, {}, { expiresAt: null }],
    ["expires_in as a string", { access_token: "t", expires_in: "3600" }, {}, { expiresAt: NOW + 3_600_000 }],
    ["expires_in of zero: no expiry", { access_token: "t", expires_in: 0 }, {}, { expiresAt: null }],
    [
      "expires_in in milliseconds",
      { access_token: "t", expires_in: 60_000 },
      { response: { expiryUnit: "ms" } },
      { expiresAt: NOW + 60_000 },
    ],
    [
      "an absolute date",
      { access_token: "t", e: "2026-01-02T04:00:00Z" },
      { response: { expiry: "e", expiryKind: "at" } },
      { expiresAt: Date.UTC(2026, 0, 2, 4) },
    ],
    [
      "the catalog's default lifetime",
      { access_token: "t" },
      { response: { assumeExpiresIn: 60 } },
      { expiresAt: NOW + 60_000 },
    ],
    [
      "form-encoded, although JSON was requested",
      "access_token=t&scope=a%20b&token_type=bearer",
      {},
      { accessToken: "t", scope: "a b" },
    ],
    [
      "wrapped",
      { data: { access_token: "t" } },
      { response: { accessToken: "data.access_token" } },
      { accessToken: "t" },
    ],
    [
      "a user token without a bot token",
      { authed_user: { access_token: "u" } },
      { response: { accessTokenAlt: "authed_user.access_token" } },
      { accessToken: "u" },
    ],
    ["with a byte order mark", '\ufeff{"access_token":"t"}', {}, { accessToken: "t" }],
  ])("%s", async (_what, body, endpoint, wanted) => {
    expect(await exchange(answering(200, body), endpoint)).toMatchObject(wanted);
  });
});

describe("a nonstandard token request", () => {
  const sent = async (endpoint: Partial<TokenEndpoint>, by = auth) => {
    const io = answering(200, { access_token: "t" });
    await exchange(io, endpoint, by);
    return io.calls[0];
  };

  it("has a JSON body", async () => {
    expect(JSON.parse((await sent({ bodyFormat: "json" }))?.body ?? "")).toMatchObject({
      grant_type: "authorization_code",
      code: "c",
    });
  });
  it("uses GET", async () => {
    const call = await sent({ method: "GET" });
    expect([call?.method, new URL(call?.url ?? "").searchParams.get("code")]).toEqual(["GET", "c"]);
  });
  it("has renamed parameters", async () => {
    const params = new URLSearchParams((await sent({ rename: { client_id: "client_key", code: "auth_code" } }))?.body);
    expect([params.get("client_key"), params.get("auth_code"), params.has("client_id"), params.has("code")]).toEqual([
      "id",
      "c",
      false,
      false,
    ]);
  });
  it("has another grant type and additional parameters", async () => {
    const params = new URLSearchParams((await sent({ params: { grant_type: "custom", audience: "a" } }))?.body);
    expect([params.get("grant_type"), params.get("audience")]).toEqual(["custom", "a"]);
  });
  it("has the client only in the header", async () => {
    const call = await sent({}, clientSecretBasic("id", "secret"));
    expect([call?.headers.authorization, call?.body.includes("secret")]).toEqual(["Basic aWQ6c2VjcmV0", false]);
  });
  it("has a public client", async () => {
    const params = new URLSearchParams((await sent({}, noClientAuth("id")))?.body);
    expect([params.get("client_id"), params.has("client_secret")]).toEqual(["id", false]);
  });
  it("has the resource (RFC 8707)", async () => {
    expect(new URLSearchParams((await sent({ resource: "https://api.example" }))?.body).get("resource")).toBe(
      "https://api.example",
    );
  });
  it("has a client certificate, which is sent only in the handshake", async () => {
    const certificate = { cert: "c", key: "k" };
    const io = answering(200, { access_token: "t" });
    const shown: unknown[] = [];
    await exchange(
      {
        ...io,
        fetch: (url, init) => {
          shown.push(init.clientCertificate);
          return io.fetch(url, init);
        },
      },
      { clientCertificate: certificate },
    );
    expect([shown, io.calls[0]?.body.includes("clientCertificate")]).toEqual([[certificate], false]);
  });
});

describe("a nonstandard refresh", () => {
  it.each<[string, unknown, object]>([
    ["no new refresh token: keeps the old one", { access_token: "n" }, { refreshToken: "old" }],
    ["a new refresh token: replaces the old one", { access_token: "n", refresh_token: "new" }, { refreshToken: "new" }],
    ["an empty refresh token: keeps the old one", { access_token: "n", refresh_token: "" }, { refreshToken: "old" }],
    [
      "the same access token again",
      { access_token: "old-access", expires_in: 5 },
      { accessToken: "old-access", expiresAt: NOW + 5000 },
    ],
    ["fewer scopes", { access_token: "n", scope: "a" }, { scope: "a" }],
  ])("%s", async (_what, body, wanted) => expect(await refresh(answering(200, body))).toMatchObject(wanted));

  it("goes to another URL with another method", async () => {
    const io = answering(200, { access_token: "n" });
    await refresh(io, { refreshUrl: "https://as.example/refresh", refreshMethod: "GET" });
    expect(io.calls[0]).toMatchObject({ method: "GET", url: expect.stringContaining("https://as.example/refresh?") });
  });

  it("uses the current access token when there are no refresh tokens", async () => {
    const io = answering(200, { access_token: "n", expires_in: 60 });
    const endpoint = {
      ...ENDPOINT,
      refreshMethod: "GET" as const,
      refreshParams: { grant_type: "ig_refresh_token", access_token: "live" },
    };
    const tokens = await refreshByAccessToken(endpoint, null, io);
    expect(io.calls[0]?.url).toBe("https://as.example/token?grant_type=ig_refresh_token&access_token=live");
    expect(tokens).toMatchObject({ accessToken: "n", refreshToken: null });
  });

  it.each<[string, number, unknown, string]>([
    ["invalid_grant", 400, { error: "invalid_grant" }, "revoked_grant"],
    ["invalid_client", 401, { error: "invalid_client" }, "bad_client"],
    ["temporarily_unavailable", 400, { error: "temporarily_unavailable" }, "outage"],
    ["server_error", 400, { error: "server_error" }, "outage"],
    ["invalid_grant with status 500", 500, { error: "invalid_grant" }, "outage"],
    ["429", 429, { error: "rate_limited" }, "rate_limited"],
    ["HTML with status 502", 502, "<html>Bad gateway</html>", "outage"],
    ["HTML with status 200", 200, "<html>Maintenance</html>", "bad_answer"],
    ["an unknown error code", 400, { error: "strange" }, "bad_answer"],
    ["404", 404, "not found", "bad_answer"],
    ["a redirect", 302, "", "bad_answer"],
  ])("is classified when it fails with %s", async (...[, status, body, kind]) => {
    expect(classifyTokenFailure(await failureOf(refresh(answering(status, body)))).kind).toBe(kind);
  });
});

describe("a nonstandard authorization request", () => {
  const base = {
    authorizeUrl: "https://as.example/a",
    clientId: "id",
    redirectUri: "https://k.example/cb",
    state: "s",
    scopes: ["a", "b"],
    codeChallenge: null,
  };
  it.each<[string, object, string]>([
    ["scopes joined with commas", { scopeSeparator: "," }, "scope=a%2Cb"],
    ["scopes joined with semicolons", { scopeSeparator: ";" }, "scope=a%3Bb"],
    ["renamed client id", { rename: { client_id: "client_key" } }, "client_key=id"],
    ["a query of its own", { authorizeUrl: "https://as.example/a?x=1" }, "a?x=1&"],
    ["parameters in the fragment", { authorizeUrl: "https://as.example/#/oauth" }, "#/oauth?response_type=code"],
    [
      "parameters after those of the fragment",
      { authorizeUrl: "https://as.example/#/oauth?x=1" },
      "#/oauth?x=1&response_type=code",
    ],
  ])("%s", (_what, changes, part) => expect(buildAuthorizationUrl({ ...base, ...changes })).toContain(part));

  it("leaves out parameters without a value", () => {
    expect(buildAuthorizationUrl({ ...base, params: { prompt: "", access_type: "offline" } })).not.toContain("prompt");
  });
});

describe("scopes (RFC 6749 §5.1)", () => {
  it.each([
    [null, { granted: ["a", "b"], missing: [] }],
    ["a", { granted: ["a"], missing: ["b"] }],
    ["a,b", { granted: ["a", "b"], missing: [] }],
    ["b a c", { granted: ["b", "a", "c"], missing: [] }],
  ])("granted: %j", (granted, wanted) => expect(grantedAndMissing(["a", "b"], granted, ",")).toEqual(wanted));
});
