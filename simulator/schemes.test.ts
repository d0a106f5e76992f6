import { generateKeyPairSync } from "node:crypto";
import aws4 from "aws4";
import { SignJWT } from "jose";
import { afterAll, describe, expect, it } from "vitest";
import { Provider } from "@/providers/schema";
import { createStage } from "./stage";

const CALLBACK = "https://keyhold.example/oauth/callback/cb";
const assertion = {
  alg: "HS256",
  key: "{secret}",
  claims: { iss: "{id}", aud: "acme" },
  ttl: 300,
  headers: { kid: "{id}" },
};
const entries = [
  {
    slug: "one",
    scheme: "oauth1",
    signature: "PLAINTEXT",
    requestTokenUrl: "https://one.example/request",
    authorizeUrl: "https://one.example/authorize",
    tokenUrl: "https://one.example/access",
    api: { auth: { in: "oauth1" } },
  },
  {
    slug: "role",
    scheme: "aws_sigv4",
    signing: { service: "s3", region: "eu-west-1", role: "{role_arn}" },
    credentials: [{ name: "role_arn" }],
    settings: [{ name: "awsAccessKeyId" }, { name: "awsSecretAccessKey", secret: true }],
    api: { auth: { in: "sigv4" } },
  },
  { slug: "mcp", scheme: "mcp_oauth_discovery", serverUrl: "https://mcp.example/mcp", api: { auth: { in: "header" } } },
  {
    slug: "signed",
    scheme: "signed_jwt",
    credentials: [{ name: "id" }, { name: "secret", secret: true }],
    assertion,
    api: { baseUrl: "https://signed.example", auth: { in: "header" } },
    verify: { method: "GET", path: "/me" },
  },
  {
    slug: "plugin",
    scheme: "plugin_install",
    installUrl: "https://plugin.example/install?payload={@state}",
    callbackKeep: ["site"],
    stateParam: "back",
    api: { auth: { in: "basic" } },
  },
].map((entry) => Provider.parse({ name: entry.slug, categories: ["other"], ...entry }));

const stage = createStage(entries, { publicUrl: "https://keyhold.example", readDocument: async () => null });
const { url: stageUrl, close } = await stage.listen();
afterAll(close);
for (const { slug } of entries) stage.plan(slug).callbackUrl = CALLBACK;

async function call(address: string, init: RequestInit = {}) {
  const { host, pathname, search } = new URL(address);
  const headers = new Headers(init.headers);
  headers.set("x-stage-host", host);
  const response = await fetch(`${stageUrl}${pathname}${search}`, { ...init, headers, redirect: "manual" });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

const lastProblem = (slug: string) => stage.ledger(slug).at(-1)?.problem;
const json = (body: unknown) => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

describe("OAuth 1.0a in the simulator (RFC 5849 §2)", () => {
  const { client, wrong } = stage.plan("one").fixtures;
  const signed = (params: Record<string, string>, secret = "") => {
    const encode = (text: string) =>
      encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
    const all = {
      oauth_consumer_key: client.id,
      oauth_signature_method: "PLAINTEXT",
      oauth_signature: `${encode(client.secret)}&${encode(secret)}`,
      ...params,
    };
    const list = Object.entries(all).map(([name, value]) => `${name}="${encode(value)}"`);
    return { method: "POST", headers: { authorization: `OAuth ${list.join(", ")}` } };
  };

  it("completes three legs only with the right verifier (§2.3)", async () => {
    const temporary = new URLSearchParams(
      (await call("https://one.example/request", signed({ oauth_callback: CALLBACK }))).text,
    );
    const [token, secret] = [temporary.get("oauth_token") ?? "", temporary.get("oauth_token_secret") ?? ""];
    const back = (await call(`https://one.example/authorize?oauth_token=${token}`)).headers.get("location") ?? "";
    const verifier = new URL(back).searchParams.get("oauth_verifier") ?? "";
    const redeem = (oauth_verifier: string) =>
      call("https://one.example/access", signed({ oauth_token: token, oauth_verifier }, secret));
    expect((await redeem(wrong.verifier)).status).toBe(401);
    expect(lastProblem("one")).toBeUndefined();
    expect((await redeem("guess")).status).toBe(400);
    expect(lastProblem("one")).toMatch(/oauth_verifier/);
    const answer = new URLSearchParams((await redeem(verifier)).text);
    expect(answer.get("oauth_token")).toBe(stage.plan("one").newest?.token);
  });

  it("reports a callback that is not the integration's own", async () => {
    expect((await call("https://one.example/request", signed({ oauth_callback: "https://evil.example" }))).status).toBe(
      400,
    );
    expect(lastProblem("one")).toMatch(/oauth_callback is https:\/\/evil\.example/);
  });
});

describe("AWS STS in the simulator", () => {
  const { settings, credentials } = stage.plan("role").fixtures;
  const assume = (changes: Record<string, string> = {}, secret = settings.awsSecretAccessKey) => {
    const body = new URLSearchParams({
      Action: "AssumeRole",
      Version: "2011-06-15",
      RoleArn: credentials.role_arn ?? "",
      RoleSessionName: "session",
      ExternalId: "kh-0123456789abcdef",
      ...changes,
    }).toString();
    const type = "application/x-www-form-urlencoded";
    const request = {
      method: "POST",
      host: "sts.eu-west-1.amazonaws.com",
      path: "/",
      service: "sts",
      region: "eu-west-1",
      headers: { "content-type": type },
      body,
    };
    const { headers } = aws4.sign(request, {
      accessKeyId: settings.awsAccessKeyId ?? "",
      secretAccessKey: secret ?? "",
    });
    return call("https://sts.eu-west-1.amazonaws.com/", {
      method: "POST",
      body,
      headers: headers as Record<string, string>,
    });
  };

  it("returns a session for the right keys with the same external ID each time", async () => {
    const { status, text } = await assume();
    expect([status, JSON.parse(text).AssumeRoleResponse.AssumeRoleResult.Credentials.AccessKeyId]).toEqual([
      200,
      stage.plan("role").newest?.token,
    ]);
    await assume({ ExternalId: "kh-another-0123456789" });
    expect(lastProblem("role")).toMatch(/ExternalId is kh-another/);
  });

  it.each([
    ["no external id (confused deputy)", { ExternalId: "" }, undefined, /ExternalId is missing/],
    ["another version", { Version: "2010-01-01" }, undefined, /Version/],
    ["a wrong secret", {}, "wrong", /signature is wrong/],
  ])("reports %s", async (_, changes, secret, problem) => {
    expect((await assume(changes, secret ?? settings.awsSecretAccessKey)).status).toBe(400);
    expect(lastProblem("role")).toMatch(problem);
  });
});

describe("an MCP server in the simulator (RFC 9728, RFC 8414, RFC 7591)", () => {
  it("points from its challenge to its metadata and registers Keyhold's clients", async () => {
    const challenge = await call("https://mcp.example/mcp", json({ jsonrpc: "2.0", id: 1, method: "ping" }));
    const [, document = ""] = /resource_metadata="([^"]+)"/.exec(challenge.headers.get("www-authenticate") ?? "") ?? [];
    expect([challenge.status, new URL(document).host]).toEqual([401, "mcp.example"]);
    const resource = JSON.parse((await call(document)).text);
    const issuer = new URL(resource.authorization_servers[0]);
    const { text } = await call(`${issuer.origin}/.well-known/oauth-authorization-server${issuer.pathname}`);
    const server = JSON.parse(text);
    expect([resource.resource, server.issuer]).toEqual(["https://mcp.example/mcp", issuer.href]);
    const registration = {
      client_name: "x",
      redirect_uris: [CALLBACK],
      token_endpoint_auth_method: "client_secret_basic",
    };
    expect((await call(server.registration_endpoint, json(registration))).status).toBe(201);
    await call(server.registration_endpoint, json({ ...registration, redirect_uris: ["https://evil.example"] }));
    expect(lastProblem("mcp")).toMatch(/redirect_uris/);
  });
});

describe("signed JWTs in the simulator (RFC 7519)", () => {
  const { id = "", secret = "" } = stage.plan("signed").fixtures.credentials;
  const now = Math.floor(Date.now() / 1000);
  const me = async (
    claims: object = {},
    header: object = {},
    key: Parameters<SignJWT["sign"]>[0] = Buffer.from(secret),
  ) => {
    const alg = Buffer.isBuffer(key) ? "HS256" : "RS256";
    const token = await new SignJWT({ iss: id, aud: "acme", iat: now, exp: now + 300, ...claims })
      .setProtectedHeader({ alg, typ: "JWT", kid: id, ...header })
      .sign(key);
    return call("https://signed.example/me", { headers: { authorization: `Bearer ${token}` } });
  };

  it("accepts the JWT that the entry describes", async () => {
    expect((await me()).status).toBe(200);
  });

  it.each<[string, () => ReturnType<typeof me>, RegExp]>([
    ["another claim", () => me({ aud: "other" }), /claim\.aud is other/],
    ["an additional claim", () => me({ admin: true }), /admin is sent/],
    ["a longer lifetime", () => me({ exp: now + 301 }), /301 seconds/],
    ["another key id", () => me({}, { kid: "other" }), /kid is other/],
    [
      "another algorithm",
      () => me({}, {}, generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey),
      /alg RS256/,
    ],
  ])("reports %s", async (_, send, problem) => {
    expect((await send()).status).toBe(400);
    expect(lastProblem("signed")).toMatch(problem);
  });
});

describe("a plugin's page in the simulator", () => {
  it("returns the state in the parameter that the entry names", async () => {
    const state = "s".repeat(43);
    const { headers } = await call(`https://plugin.example/install?payload=${state}`);
    const back = new URL(headers.get("location") ?? "");
    const { site } = stage.plan("plugin").fixtures.given.callback;
    expect([back.searchParams.get("back"), back.searchParams.get("site")]).toEqual([state, site]);
    await call("https://plugin.example/install?payload=1");
    expect(lastProblem("plugin")).toMatch(/guessable/);
  });
});
