import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { flowsOf, LAB_CLIENT } from "@/server/testing/flow";
import { serveKeyhold } from "@/server/testing/serve";
import { dumpEverything } from "@/server/testing/stored";
import { newTeam } from "@/server/testing/team";
import { catalogEntries, createStage } from "@/simulator";
import { rest } from "./app";
import { fillPattern, hasBody, paramsOf, type RouteUnderTest, routesOf } from "./testing/routes";

/** An integration for each form mode. The simulator plays the providers that the lab doesn't have. */
const INTEGRATIONS: [path: RegExp, key: string, fields?: Record<string, unknown>][] = [
  [/api-key/, "lab-api-key"],
  [/basic/, "lab-basic"],
  [/oauth2\/auth/, "kno-commerce"],
  [/two-step/, "sellercloud"],
  [/jwt/, "heymarket"],
  [/tba/, "netsuite-tba", { credentials: { type: "TBA", client_id: "c", client_secret: "s" } }],
  [/bill/, "bill"],
  [/signature/, "emarsys"],
  [/aws-sigv4/, "aws-sigv4", { integration_config: { service: "ec2", awsAccessKeyId: "a", awsSecretAccessKey: "b" } }],
  [/unauthenticated/, "xkcd"],
];
const INTEGRATION_SLUGS = INTEGRATIONS.map(([, key]) => key);

const staged = catalogEntries().filter(({ entry }) => INTEGRATION_SLUGS.includes(entry.slug));
const stage = createStage(
  staged.map(({ entry }) => entry),
  { publicUrl: "https://keyhold.example", readDocument: async () => null },
);
const { url: stageUrl, close } = await stage.listen();
afterAll(close);
const keyhold = await serveKeyhold({ KEYHOLD_STAGE_URL: stageUrl });
const flows = flowsOf(keyhold);
const { dev } = await newTeam();

const ROUTES = routesOf(rest).filter(({ pattern }) => !/^\/(records|sync|action|scripts)|functions/.test(pattern));
const named = (routes: RouteUnderTest[]) => routes.map((route) => [`${route.method} ${route.pattern}`, route] as const);

let connectionId = "";
let session = "";

beforeAll(async () => {
  await flows.addIntegration(dev, "lab-oauth2");
  for (const [, key, fields] of INTEGRATIONS) await flows.addIntegration(dev, key, fields);
  connectionId = await flows.connect(dev);
  // NONE accepts an empty body, and a connection would use up the session.
  const allowed = INTEGRATION_SLUGS.filter((key) => key !== "xkcd");
  session = await flows.newSession(dev, { allowed_integrations: [...allowed, "lab-oauth2"] });
});

/** A valid body for each route that takes one. The tests then break each of its fields. */
const BODIES: Record<string, Record<string, unknown>> = {
  "POST /connect/sessions": {
    end_user: { id: "u", email: "u@example.com", display_name: "U", tags: { a: "b" } },
    organization: { id: "o", display_name: "O" },
    tags: { team: "blue" },
    allowed_integrations: ["lab-oauth2"],
    integrations_config_defaults: {
      "lab-oauth2": {
        user_scopes: "a",
        authorization_params: { a: "b" },
        connection_config: { oauth_scopes_override: "a" },
      },
    },
    overrides: { "lab-oauth2": { docs_connect: "https://docs.example" } },
    webhook_url_override: "https://hooks.example",
    return_url: "https://app.example",
  },
  "POST /connect/sessions/reconnect": { connection_id: "x", integration_id: "lab-oauth2", end_user: { id: "u" } },
  "POST /integrations": {
    provider: "lab-oauth2",
    unique_key: "lab-oauth2", // taken: even a right body makes none
    display_name: "Lab",
    credentials: { ...LAB_CLIENT, scopes: "profile", webhook_secret: "w" },
    forward_webhooks: true,
    integration_config: { a: "b" },
    custom: { a: "b" },
  },
  "PATCH /integrations/:uniqueKey": { display_name: "Lab", credentials: LAB_CLIENT, integration_config: { a: "b" } },
  "POST /oauth/connect/:providerConfigKey": { params: { a: "b" }, authorization_params: { a: "b" }, user_scope: "a" },
  "POST /api-auth/api-key/:providerConfigKey": { apiKey: "lab_key_wrong" },
  "POST /api-auth/basic/:providerConfigKey": { username: "ada", password: "wrong" },
  "POST /oauth2/auth/:providerConfigKey": { client_id: "x", client_secret: "y" },
  "POST /auth/two-step/:providerConfigKey": { type: "TWO_STEP", teamName: "a", username: "ada", password: "wrong" },
  "POST /auth/jwt/:providerConfigKey": { type: "JWT", apiSecretId: "x", apiSecretKey: "y" },
  "POST /auth/tba/:providerConfigKey": { token_id: "x", token_secret: "y" },
  "POST /auth/bill/:providerConfigKey": { username: "ada", password: "wrong", organization_id: "o", dev_key: "k" },
  "POST /auth/signature/:providerConfigKey": { type: "SIGNATURE", username: "ada", password: "wrong" },
  "POST /auth/aws-sigv4/:providerConfigKey": { role_arn: "arn:aws:iam::123456789012:role/x", region: "eu-west-1" },
  "POST /auth/unauthenticated/:providerConfigKey": {},
  "POST /connections": {
    provider_config_key: "lab-api-key",
    credentials: { type: "API_KEY", apiKey: "lab_key_wrong" },
    connection_id: "imported",
    connection_config: { a: "b" },
    metadata: { a: "b" },
    webhook_url_override: "https://hooks.example",
    end_user: { id: "u" },
    tags: { a: "b" },
  },
};

const NEVER_VALID = [
  '"\\u0000"',
  '"a\\u0000b"',
  '"\\ud800"',
  '{"__proto__":{"admin":true}}',
  '["\\udfff"]',
  '{"\\u0000":"x"}',
];
const deep = `${"[".repeat(200)}${"]".repeat(200)}`;
const NASTY = [
  ...NEVER_VALID,
  ...["null", "true", "0", "-1", "1e308", "[]", "{}", '""', "[[]]", '["x","x"]', '{"$ne":null}', '{"not":""}'],
  ...['{"constructor":{"prototype":{}}}', '"constructor"', '"__proto__"', '"\' or 1=1 --"', '"../../etc/passwd"', deep],
  JSON.stringify("x".repeat(20_000)),
  JSON.stringify("😀".repeat(3000)),
  JSON.stringify("\u202e\u200b\ufeff"),
  JSON.stringify("{@self}{apiKey}%{x}"),
];

const NASTY_TEXTS = [
  ...[
    "",
    "%00",
    "a%00b",
    "%",
    "%F0%9F",
    "%ff",
    "'",
    "%22",
    "%5C",
    "%25",
    "-1",
    "0",
    "1e309",
    "NaN",
    "true",
    "null",
    "[]",
  ],
  ...[
    "9007199254740991",
    "9007199254740992",
    "99999999999999999999",
    "2147483648",
    "__proto__",
    "constructor",
    "toString",
  ],
  ...[
    "..%2f..%2fetc",
    "%0d%0aset-cookie:%20x=1",
    "x".repeat(3000),
    "%E2%80%AE",
    "😀",
    "a,b,,c",
    "%7B%7D",
    "*",
    "bjIxNDc0ODM2NDg",
  ],
  "bjk5OTk5OTk5OTk", // the cursor n9999999999
];

const VALUES = () => ({ uniqueKey: "lab-oauth2", connectionId, slug: "lab-oauth2", file: "lab-oauth2.svg" });
const keyOf = ({ pattern }: RouteUnderTest) => INTEGRATIONS.find(([path]) => path.test(pattern))?.[1] ?? "lab-oauth2";

function addressOf(route: RouteUnderTest, values: Record<string, string> = {}): string {
  return fillPattern(route.pattern, { ...VALUES(), providerConfigKey: keyOf(route), ...values });
}

/** Calls a route with permission, so that only the input can be the reason for a rejection. */
function send(route: RouteUnderTest, address: string, body?: string): Promise<Response> {
  const isSession = route.rule.kind === "session" || route.rule.kind === "session-in-query";
  return keyhold.call(address, {
    method: route.method,
    headers: { authorization: `Bearer ${isSession ? session : dev.apiKey}`, "content-type": "application/json" },
    ...(hasBody(route.method) && { body: body ?? "{}" }),
  });
}

async function expectRefusal(answer: Promise<Response>, what: string): Promise<void> {
  const response = await answer;
  const text = await response.text();
  expect([what, response.status, text]).toEqual([what, expect.toSatisfy((status) => status < 500), text]);
  if (response.status >= 400) expect(JSON.parse(text).error.code, what).toMatch(/^[a-z_]+$/);
}

/** Every body that has the value in the place of one of its fields. */
function spoilt(value: unknown, raw: string): string[] {
  if (value === null || typeof value !== "object") return [];
  const entries = Object.entries(value);
  const isList = Array.isArray(value);
  const write = (fields: [string, string][]) =>
    isList
      ? `[${fields.map(([, text]) => text).join()}]`
      : `{${fields.map(([key, text]) => `${JSON.stringify(key)}:${text}`).join()}}`;
  const asText = entries.map(([key, inner]): [string, string] => [key, JSON.stringify(inner)]);
  return entries.flatMap(([key, inner]) =>
    [raw, ...spoilt(inner, raw)].map((text) => write(asText.map(([name, own]) => [name, name === key ? text : own]))),
  );
}

/** The rows of the environment, which a rejected call must not change. */
async function stored(): Promise<string[]> {
  const kept = /^(Connection|Integration|ApiKey|Environment|DataKey|WebhookEndpoint|AuditEvent) /;
  return (await dumpEverything())
    .split("\n")
    .filter((line) => kept.test(line))
    .sort();
}

const WITH_BODY = named(ROUTES.filter(({ method }) => hasBody(method)));

describe("an invalid body", () => {
  it("is tested on every route that takes a body", () => {
    expect(WITH_BODY.map(([name]) => name).sort()).toEqual(Object.keys(BODIES).sort());
  });

  it.each(WITH_BODY)(
    "with a bad value in any field of %s causes no server error",
    { timeout: 60_000 },
    async (name, route) => {
      for (const raw of NASTY) {
        const bodies = [raw, ...spoilt(BODIES[name], raw)];
        await Promise.all(bodies.map((body) => expectRefusal(send(route, addressOf(route), body), body.slice(0, 300))));
      }
    },
  );

  it.each(WITH_BODY)("with a text that can't be stored is rejected by %s, and changes nothing", async (name, route) => {
    const before = await stored();
    for (const raw of NEVER_VALID) {
      for (const body of [raw, ...spoilt(BODIES[name], raw)]) {
        const response = await send(route, addressOf(route), body);
        expect([body, response.status, (await response.json()).error.code]).toEqual([body, 400, "invalid_body"]);
      }
    }
    expect(await stored()).toEqual(before);
  });

  it.each(WITH_BODY)("with an unknown key is rejected by %s, at every depth with fixed keys", async (name, route) => {
    const before = await stored();
    for (const key of ["environment_id", "environmentId", "id", "is_admin", "scopes", "created_at", ""]) {
      const response = await send(route, addressOf(route), JSON.stringify({ ...BODIES[name], [key]: "x" }));
      expect([key, response.status, (await response.json()).error.code]).toEqual([key, 400, "invalid_body"]);
    }
    expect(await stored()).toEqual(before);
  });

  it.each(WITH_BODY)("of any JSON type causes no server error in %s", { timeout: 60_000 }, async (_name, route) => {
    const property = fc.asyncProperty(fc.jsonValue({ noUnicodeString: false } as never), async (value) => {
      const response = await send(route, addressOf(route), JSON.stringify(value));
      await response.text();
      return response.status < 500;
    });
    await fc.assert(property, { numRuns: 10 });
  });
});

describe("an invalid URL", () => {
  it.each(named(ROUTES.filter(({ pattern }) => paramsOf(pattern).length > 0)))(
    "with a bad path parameter of %s causes no server error",
    async (_name, route) => {
      const before = await stored();
      const pick = (text: string) => route.pattern.replaceAll(/:\w+/g, () => text);
      const addresses = NASTY_TEXTS.filter((text) => text !== "").map(
        (text) => `${pick(text)}?provider_config_key=lab-oauth2`,
      );
      if (route.method !== "DELETE") {
        await Promise.all(addresses.map((address) => expectRefusal(send(route, address), address)));
      } else {
        for (const address of addresses) await expectRefusal(send(route, address), address);
      }
      expect(await stored()).toEqual(before);
    },
  );

  /** The query parameters of each path. Other names are rejected before their values are checked. */
  const PARAMETERS: [RegExp, string[]][] = [
    [
      /^\/connections?$/,
      [
        ...["connectionId", "search", "endUserId", "integrationId", "endUserOrganizationId", "health", "limit", "page"],
        ...["cursor", "tags[a]", "tags", "tags[a][b]"],
      ],
    ],
    [/^\/connections?\/:/, ["provider_config_key", "force_refresh", "refresh_token"]],
    [
      /^\/oauth\/connect/,
      ["connect_session_token", "params[a]", "authorization_params[a]", "user_scope", "ws_client_id"],
    ],
    [/^\/oauth\/callback/, ["state", "code", "iss", "error", "error_description"]],
    [/^\/integrations/, ["include"]],
    [/^\/providers$/, ["search"]],
    [/./, ["unknown"]],
  ];

  it.each(named(ROUTES.filter(({ method }) => method === "GET")))(
    "with a bad query of %s causes no server error",
    { timeout: 60_000 },
    async (_name, route) => {
      const parameters = PARAMETERS.flatMap(([paths, names]) => (paths.test(route.pattern) ? names : []));
      for (const parameter of parameters) {
        const queries = NASTY_TEXTS.flatMap((text) => [
          `${parameter}=${text}`,
          ...(text.length < 10 ? [`${parameter}=${text}&${parameter}=${text}`] : []),
        ]);
        await Promise.all(queries.map((query) => expectRefusal(send(route, `${addressOf(route)}?${query}`), query)));
      }
    },
  );

  it("is rejected when the page number exceeds the database's range", async () => {
    for (const query of ["page=9007199254740991", "limit=2000&page=9007199254740991", "cursor=bjk5OTk5OTk5OTk"]) {
      const response = await keyhold.call(`/connections?${query}`, { apiKey: dev.apiKey });
      expect([query, response.status]).toEqual([query, expect.toSatisfy((status) => status === 200 || status === 400)]);
    }
  });
});
