import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { pool } from "@/server/db";
import { refusalOf } from "@/server/testing/browser";
import { flowsOf } from "@/server/testing/flow";
import { type CallOptions, serveKeyhold } from "@/server/testing/serve";
import { dumpEverything } from "@/server/testing/stored";
import { newApiKey, newTeam } from "@/server/testing/team";
import { SCOPES, type Scope } from "@/wire/api-keys";
import { rest } from "./app";
import { fillPattern, hasBody, type RouteUnderTest, routesOf } from "./testing/routes";

const keyhold = await serveKeyhold();
const flows = flowsOf(keyhold);
const [{ dev, prod }, stranger, { dev: keys }] = await Promise.all([newTeam(), newTeam(), newTeam()]);

const ROUTES = routesOf(rest);
const named = (rules: string[]) =>
  ROUTES.filter(({ rule }) => rules.includes(rule.kind)).map(
    (route) => [`${route.method} ${route.pattern}`, route] as const,
  );
const WITH_KEY = named(["key", "key-or-session"]);
const WITH_SESSION = named(["session", "key-or-session", "session-in-query"]);
const CANARY = `canary-${randomUUID()}`;

let connectionId = "";
const tokens = { living: "", expired: "", ended: "", used: "" };
const expiredKey = await newApiKey(dev.ctx, ["environment:*"]);

beforeAll(async () => {
  await flows.addIntegration(dev, "lab-oauth2", { display_name: CANARY });
  const used = await flows.waiting(dev, { end_user: { id: CANARY } });
  await used.browser.go(used.callback.href);
  connectionId = used.connectionId;
  tokens.used = used.token;
  for (const name of ["living", "expired", "ended"] as const) tokens[name] = await flows.newSession(dev);
  await keyhold.call("/connect/session", { method: "DELETE", apiKey: tokens.ended });
  await pool().query(
    `update "ApiKey" set "expiresAt" = now() - interval '1 second' where prefix = $1 and id =
    (select id from "ApiKey" where "environmentId" = $2 order by "createdAt" desc limit 1)`,
    [expiredKey.slice(0, 12), dev.ctx.environmentId],
  );
  await pool().query(
    `update "ConnectSession" set "expiresAt" = now() where id =
      (select id from "ConnectSession" where "environmentId" = $1 and "endedAt" is null and "usedAt" is null
       order by "createdAt" desc limit 1)`,
    [dev.ctx.environmentId],
  );
});

/** Calls a route with the IDs of rows that exist. */
function call(route: RouteUnderTest, options: CallOptions = {}, query = ""): Promise<Response> {
  const names = { uniqueKey: "lab-oauth2", providerConfigKey: "lab-oauth2", connectionId, slug: "lab-oauth2" };
  const path = fillPattern(route.pattern, names);
  const search = path.includes(connectionId)
    ? `?provider_config_key=lab-oauth2${query && `&${query}`}`
    : query && `?${query}`;
  const body = hasBody(route.method) && { json: {} };
  return keyhold.call(path + search, { ...body, ...options, method: route.method });
}

describe("calling a route", () => {
  it("needs no token on these routes only", () => {
    expect(
      named(["open"])
        .map(([name]) => name)
        .sort(),
    ).toEqual([
      "GET /health",
      "GET /images/template-logos/:file",
      "GET /oauth/callback",
      "GET /oauth/callback/:callbackId",
      "GET /oauth/client-metadata/:callbackId",
      "GET /openapi.json",
      "GET /ready",
    ]);
    expect(WITH_KEY.length + WITH_SESSION.length).toBeGreaterThan(20);
  });

  it.each(WITH_KEY)("%s is rejected without an API key, and with an invalid one", async (_name, route) => {
    const near = (key: string) => [
      key.slice(0, -1),
      `${key}0`,
      key.toUpperCase(),
      key.replace(/.$/, (last) => (last === "a" ? "b" : "a")),
    ];
    const cases: [CallOptions, string][] = [
      [{}, "missing_auth_header"],
      [{ headers: { authorization: "" } }, "missing_auth_header"],
      [{ headers: { authorization: dev.apiKey } }, "malformed_auth_header"],
      [{ headers: { authorization: `Basic ${dev.apiKey}` } }, "malformed_auth_header"],
      [{ headers: { authorization: "Bearer " } }, "malformed_auth_header"],
      [{ headers: { authorization: `Bearer ${dev.apiKey} ${dev.apiKey}` } }, "malformed_auth_header"],
      [{ headers: { "x-api-key": dev.apiKey } }, "missing_auth_header"],
      [{ apiKey: randomUUID() }, "unknown_api_key"],
      [{ apiKey: "x".repeat(300) }, "unknown_api_key"],
      ...near(dev.apiKey).map((apiKey): [CallOptions, string] => [{ apiKey }, "unknown_api_key"]),
      [{ apiKey: expiredKey }, "expired_api_key"],
    ];
    for (const [options, code] of cases) expect(await refusalOf(await call(route, options))).toEqual([401, code]);
    for (const query of [`api_key=${dev.apiKey}`, `apiKey=${dev.apiKey}`, `access_token=${dev.apiKey}`]) {
      expect(await refusalOf(await call(route, {}, query))).toEqual([401, "missing_auth_header"]);
    }
  });

  it.each(named(["key"]))("%s is rejected with a connect session", async (_name, route) => {
    expect(await refusalOf(await call(route, { apiKey: tokens.living }))).toEqual([401, "unknown_api_key"]);
    const inQuery = await call(route, {}, `connect_session_token=${tokens.living}`);
    expect(await refusalOf(inQuery)).toEqual([401, "missing_auth_header"]);
  });

  it.each(WITH_SESSION)("%s is rejected with an expired session, and with an invalid one", async (_name, route) => {
    const never = `nango_connect_session_${"0".repeat(64)}`;
    const cases: [string, string][] = [
      [never, "unknown_connect_session_token"],
      [`${tokens.living}0`, "invalid_connect_session_token_format"],
      [tokens.living.slice(0, -1), "invalid_connect_session_token_format"],
      [tokens.expired, "connect_session_expired"],
      [tokens.ended, "connect_session_used"],
      [tokens.used, "connect_session_used"],
    ];
    for (const [apiKey, code] of cases) {
      expect(await refusalOf(await call(route, { apiKey }))).toEqual([401, code]);
      if (route.rule.kind !== "session-in-query") continue;
      expect(await refusalOf(await call(route, {}, `connect_session_token=${apiKey}`))).toEqual([401, code]);
    }
    expect(await refusalOf(await call(route))).toEqual([401, "missing_auth_header"]);
  });

  it.each(named(["session", "session-in-query"]))("%s is rejected with an API key", async (_name, route) => {
    expect(await refusalOf(await call(route, { apiKey: dev.apiKey }))).toEqual([
      401,
      "invalid_connect_session_token_format",
    ]);
  });

  it.each(named(["session-in-query"]))(
    "%s accepts its session token in the query or as Bearer token, not both",
    async (_name, route) => {
      const twice = await call(route, { apiKey: tokens.living }, `connect_session_token=${tokens.living}`);
      expect(await refusalOf(twice)).toEqual([401, "malformed_auth_header"]);
    },
  );
});

describe("the scope of an API key", () => {
  const known = new Map<string, Promise<string>>();
  const keyWith = (scopes: Scope[]) => {
    const name = scopes.join(" ");
    const key = known.get(name) ?? newApiKey(keys.ctx, scopes);
    known.set(name, key);
    return key;
  };

  it.each(WITH_KEY.filter(([, { rule }]) => "anyOf" in rule && rule.anyOf))(
    "%s rejects a key without its scopes, and accepts a key with any one of them",
    async (_name, route) => {
      const anyOf: readonly Scope[] = "anyOf" in route.rule ? (route.rule.anyOf ?? []) : [];
      const others = SCOPES.filter((scope) => !scope.endsWith("*") && !anyOf.includes(scope));
      expect(await refusalOf(await call(route, { apiKey: await keyWith(others) }))).toEqual([403, "forbidden"]);
      for (const scope of anyOf) {
        const { status } = await call(route, { apiKey: await keyWith([scope]) });
        expect([401, 403]).not.toContain(status);
      }
    },
  );

  it("is required on every route with an API key, except the catalog and unsupported features", () => {
    const free = WITH_KEY.filter(([, { rule }]) => "anyOf" in rule && rule.anyOf === null);
    const paths = new Set(free.map(([, { pattern }]) => pattern.split("/")[1]));
    expect([...paths].sort()).toEqual(["action", "integrations", "providers", "records", "scripts", "sync"]);
    expect(free.filter(([name]) => name.includes("/integrations") && !name.includes("/functions"))).toEqual([]);
  });
});

describe("a key of another environment", () => {
  /** All rows of the attacked environment, without the times that reads update. */
  async function snapshot(): Promise<string[]> {
    const lines = (await dumpEverything()).split("\n");
    return lines.filter((line) => line.includes(dev.ctx.environmentId) && !line.startsWith("ApiKey")).sort();
  }

  it.each([
    ["of the same team", () => prod.apiKey],
    ["of another team", () => stranger.dev.apiKey],
  ])("%s shows nothing of this environment on any route, and changes nothing", async (_whose, apiKey) => {
    const before = await snapshot();
    for (const [name, route] of WITH_KEY) {
      const response = await call(route, { apiKey: apiKey() });
      expect([name, response.status]).toEqual([name, expect.toSatisfy((status) => status < 500)]);
      expect([name, await response.text()]).not.toEqual([name, expect.stringContaining(CANARY)]);
    }
    expect(await snapshot()).toEqual(before);
  });
});
