import { createHash, randomBytes } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { Provider } from "@/providers/schema";
import { createStage } from "./stage";

const common = { categories: ["other"], credentials: [], variables: [] };
const header = { baseUrl: "https://api.code.example", auth: { in: "header" } };
const entries = [
  {
    ...common,
    slug: "code",
    name: "Code",
    scheme: "oauth2_code",
    authorizeUrl: "https://code.example/authorize",
    tokenUrl: "https://code.example/token",
    clientAuth: "basic",
    defaultScopes: ["a", "b"],
    scopeSeparator: ",",
    tokenResponse: {
      accessToken: "data.token",
      expiry: "data.ends",
      expiryKind: "at",
      expiryUnit: "ms",
      keep: ["data.account"],
    },
    api: header,
    afterConnect: [{ method: "GET", path: "/me", keep: { site: "sites.0.id" } }],
    revoke: { url: "https://code.example/revoke" },
  },
  {
    ...common,
    slug: "key",
    name: "Key",
    scheme: "api_key",
    credentials: [{ name: "apiKey", secret: true }],
    api: {
      baseUrl: "https://shared.example",
      auth: { in: "query", name: "key", format: "{apiKey}" },
      headers: { "x-v": "2" },
    },
    verify: { method: "GET", path: "/me" },
  },
  {
    ...common,
    slug: "other-key",
    name: "Other key",
    scheme: "api_key",
    credentials: [{ name: "apiKey", secret: true }],
    api: { baseUrl: "https://shared.example", auth: { in: "header", name: "x-key", format: "{apiKey}" } },
    verify: { method: "GET", path: "/me" },
  },
  {
    ...common,
    slug: "steps",
    name: "Steps",
    scheme: "token_exchange",
    credentials: [{ name: "user" }, { name: "password", secret: true }],
    steps: [
      { url: "https://steps.example/one", bodyFormat: "json", params: { user: "{user}", password: "{password}" } },
      { url: "{@step1.host}/two", bodyFormat: "form", params: { ticket: "{@step1.ticket.id}" } },
    ],
    tokenResponse: { cookies: true },
    api: { auth: { in: "header" } },
  },
].map((entry) => Provider.parse(entry));

const stage = createStage(entries, { publicUrl: "https://keyhold.example", readDocument: async () => null });
const { url: stageUrl, close } = await stage.listen();
afterAll(close);

/** Calls a host of the simulator as Keyhold's outbound client does. */
async function call(address: string, init: RequestInit = {}) {
  const { host, pathname, search } = new URL(address);
  const headers = new Headers(init.headers);
  headers.set("x-stage-host", host);
  const response = await fetch(`${stageUrl}${pathname}${search}`, { ...init, headers, redirect: "manual" });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text.startsWith("{") ? JSON.parse(text) : text };
}

const problemsOf = (slug: string) => stage.ledger(slug).flatMap(({ problem }) => (problem ? [problem] : []));
const form = (params: Record<string, string>, headers: Record<string, string> = {}) => ({
  method: "POST",
  headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
  body: new URLSearchParams(params).toString(),
});

const play = stage.plan("code");
play.callbackUrl = "https://keyhold.example/oauth/callback/cb";
const verifier = randomBytes(48).toString("base64url");
const encoded = (text: string) => new URLSearchParams({ v: text }).toString().slice(2);
const { id, secret } = play.fixtures.client;
const basic = { authorization: `Basic ${Buffer.from(`${encoded(id)}:${encoded(secret)}`).toString("base64")}` };

function authorization(changes: Record<string, string> = {}): string {
  return `https://code.example/authorize?${new URLSearchParams({
    response_type: "code",
    client_id: id,
    redirect_uri: play.callbackUrl,
    scope: "a,b",
    state: "s".repeat(43),
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
    ...changes,
  })}`;
}

async function newCode(): Promise<string> {
  const { headers } = await call(authorization());
  return new URL(headers.get("location") ?? "").searchParams.get("code") ?? "";
}

const codeRequest = (code: string, changes: Record<string, string> = {}, headers: Record<string, string> = basic) =>
  call(
    "https://code.example/token",
    form(
      { grant_type: "authorization_code", code, redirect_uri: play.callbackUrl, code_verifier: verifier, ...changes },
      headers,
    ),
  );

describe("a simulated authorization-code provider", () => {
  it("covers code, tokens in the entry's format, rotation, API and revocation", async () => {
    const { status, body } = await codeRequest(await newCode());
    expect([status, body]).toEqual([
      200,
      {
        data: { token: play.newest?.token, ends: expect.any(Number), account: expect.any(String) },
        refresh_token: play.newest?.refreshToken,
      },
    ]);
    const renewed = await call(
      "https://code.example/token",
      form({ grant_type: "refresh_token", refresh_token: body.refresh_token }, basic),
    );
    expect(renewed.body.data.token).not.toBe(body.data.token);
    const me = await call("https://api.code.example/me", {
      headers: { authorization: `Bearer ${renewed.body.data.token}` },
    });
    expect(me.body).toEqual({ ok: true, sites: [{ id: play.fixtures.given.api.site }] });
    const revoked = await call("https://code.example/revoke", form({ token: renewed.body.refresh_token }, basic));
    expect([revoked.status, play.count("revoke"), problemsOf("code")]).toEqual([200, 1, []]);
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ["another redirect URI", { redirect_uri: "https://evil.example" }, /redirect_uri is https:\/\/evil/],
    ["a wrong separator", { scope: "a b" }, /scope is a b, not a,b/],
    ["a guessable state", { state: "1" }, /state/],
    ["plain PKCE (RFC 7636 §4.2)", { code_challenge_method: "plain" }, /code_challenge_method is plain/],
    ["the implicit grant", { response_type: "token" }, /response_type is token/],
    ["an unexpected parameter", { prompt: "none" }, /prompt is sent/],
    ["another client", { client_id: "other" }, /not a known client/],
  ])("reports an authorization request with %s", async (_, changes, problem) => {
    const { status } = await call(authorization(changes));
    expect([status, problemsOf("code").at(-1)]).toEqual([400, expect.stringMatching(problem)]);
  });

  it.each<[string, Record<string, string>, Record<string, string>, RegExp]>([
    ["without client authentication", {}, {}, /Basic authentication|no known client/],
    [
      "with a wrong secret",
      {},
      { authorization: `Basic ${Buffer.from(`${encoded(id)}:x`).toString("base64")}` },
      /password is wrong/,
    ],
    ["with another verifier (RFC 7636 §4.6)", { code_verifier: "x".repeat(43) }, basic, /code_challenge/],
    ["with another redirect URI (RFC 6749 §4.1.3)", { redirect_uri: "https://x.example" }, basic, /redirect_uri/],
    ["with another grant type", { grant_type: "password" }, basic, /grant_type is password/],
    ["with the secret also in the body", { client_secret: secret }, basic, /contains client_secret/],
  ])("reports a token request %s", async (_, changes, headers, problem) => {
    const { status } = await codeRequest(await newCode(), changes, headers);
    expect([status, problemsOf("code").at(-1)]).toEqual([400, expect.stringMatching(problem)]);
  });

  it("accepts a code or refresh token once, and rejects one that was never issued without reporting it", async () => {
    const code = await newCode();
    const { body } = await codeRequest(code);
    expect((await codeRequest(code)).status).toBe(400);
    expect(problemsOf("code").at(-1)).toMatch(/not valid here/);
    const refresh = () =>
      call(
        "https://code.example/token",
        form({ grant_type: "refresh_token", refresh_token: body.refresh_token }, basic),
      );
    expect([(await refresh()).status, (await refresh()).status]).toEqual([200, 400]);
    const before = problemsOf("code").length;
    expect((await codeRequest(play.fixtures.wrong.code)).status).toBe(400);
    expect(problemsOf("code")).toHaveLength(before);
  });

  it("reports a call to an unknown URL", async () => {
    expect((await call("https://code.example/else")).status).toBe(404);
    expect(problemsOf("code").at(-1)).toBe("GET code.example/else is not an endpoint of this provider.");
  });
});

describe("API keys in the simulator", () => {
  const right = stage.plan("key").fixtures;
  const me = (key: string, headers: Record<string, string> = { "x-v": "2" }) =>
    call(`https://shared.example/me?${new URLSearchParams({ key })}`, { headers });

  it("accepts the right key, and rejects the wrong one without reporting it", async () => {
    expect((await me(right.credentials.apiKey ?? "")).status).toBe(200);
    expect((await me(right.wrongCredentials?.apiKey ?? "")).status).toBe(401);
    expect(problemsOf("key")).toEqual([]);
    expect(stage.plan("key").counts).toEqual({ verify: 1, refused: 1 });
  });

  it("reports a missing header of the entry", async () => {
    expect((await me(right.credentials.apiKey ?? "", {})).status).toBe(400);
    expect(problemsOf("key").at(-1)).toBe("verify: the header x-v is missing.");
  });

  it("finds the provider by its key when two share a host", async () => {
    const { apiKey = "" } = stage.plan("other-key").fixtures.credentials;
    expect((await call("https://shared.example/me", { headers: { "x-key": apiKey } })).status).toBe(200);
    expect(stage.plan("other-key").count("verify")).toBe(1);
  });
});

describe("a login with two requests in the simulator", () => {
  const steps = stage.plan("steps");
  const json = (body: unknown) => ({
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const { user, password } = steps.fixtures.credentials;

  it("passes values from the first response to the second request", async () => {
    const first = await call("https://steps.example/one", json({ user, password }));
    const { host, ticket } = first.body;
    const second = await call(`${host}/two`, form({ ticket: ticket.id }));
    expect([second.body.access_token, second.headers.getSetCookie().length]).toEqual([steps.newest?.token, 2]);
    expect(problemsOf("steps")).toEqual([]);
    await call(`${host}/two`, form({ ticket: "other" }));
    expect(problemsOf("steps").at(-1)).toMatch(/ticket is other/);
  });

  it("rejects a wrong password, and reports a malformed request", async () => {
    const wrong = steps.fixtures.wrongCredentials?.password;
    const before = problemsOf("steps").length;
    expect((await call("https://steps.example/one", json({ user, password: wrong }))).status).toBe(401);
    expect(problemsOf("steps")).toHaveLength(before);
    expect((await call("https://steps.example/one", form({ user: user ?? "", password: password ?? "" }))).status).toBe(
      400,
    );
    expect(problemsOf("steps").at(-1)).toMatch(/content type|no JSON/);
  });
});

it("the simulator records calls to unknown hosts", async () => {
  expect((await call("https://nobody.example/")).status).toBe(404);
  expect(stage.strays).toEqual(["GET nobody.example/"]);
});
