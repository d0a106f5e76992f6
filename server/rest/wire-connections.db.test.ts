import { beforeAll, describe, expect, it } from "vitest";
import { db, pool } from "@/server/db";
import { refusalOf } from "@/server/testing/browser";
import { flowsOf } from "@/server/testing/flow";
import { type CallOptions, serveKeyhold } from "@/server/testing/serve";
import { newApiKey, newTeam } from "@/server/testing/team";

const keyhold = await serveKeyhold();
const flows = flowsOf(keyhold);
const { dev } = await newTeam();

async function call(path: string, options: CallOptions = {}): Promise<[number, unknown]> {
  const response = await keyhold.call(path, { apiKey: dev.apiKey, ...options });
  return [response.status, await response.json()];
}

const anyDate = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const healthy = {
  state: "healthy",
  reason: null,
  since: null,
  last_good_at: expect.stringMatching(/^\d{4}-.*Z$/),
  next_step: null,
  ends_at: null,
  ends_because: null,
};
const ada = { id: "ada", email: "ada@example.com", display_name: "Ada L.", tags: { plan: "pro" } };
const ids = { ada: "", grace: "", key: "" };

beforeAll(async () => {
  await flows.addIntegration(dev, "lab-oauth2");
  await flows.addIntegration(dev, "lab-api-key");
  ids.ada = await flows.connect(dev, {
    end_user: ada,
    organization: { id: "org-1", display_name: "Org 1" },
    tags: { Team: "blue", region: "eu" },
  });
  ids.grace = await flows.connect(dev, { end_user: undefined, tags: { team: "100%_red" } });
  const token = await flows.newSession(dev, { end_user: { id: "key-user" } });
  const answer = await keyhold.call(`/api-auth/api-key/lab-api-key?connect_session_token=${token}`, {
    json: { apiKey: "lab_key_valid" },
  });
  expect(answer.status).toBe(200);
  const body = (await answer.json()) as { connectionId: string };
  expect(body).toEqual({ connectionId: expect.stringMatching(/^[0-9a-f-]{36}$/), providerConfigKey: "lab-api-key" });
  ids.key = body.connectionId;
});

/** All fields that both the list and the single read return. */
const common = () => ({
  id: expect.any(Number),
  connection_id: ids.ada,
  provider_config_key: "lab-oauth2",
  provider: "lab-oauth2",
  errors: [],
  end_user: {
    id: "ada",
    display_name: "Ada L.",
    email: "ada@example.com",
    tags: { plan: "pro" },
    organization: { id: "org-1", display_name: "Org 1" },
  },
  tags: {
    end_user_id: "ada",
    end_user_email: "ada@example.com",
    end_user_display_name: "Ada L.",
    organization_id: "org-1",
    organization_display_name: "Org 1",
    team: "blue",
    region: "eu",
  },
  metadata: null,
  health: healthy,
});

async function found(query: string): Promise<string[]> {
  const [status, body] = await call(`/connections?${query}`);
  expect(status).toBe(200);
  const { connections } = body as { connections: { connection_id: string }[] };
  const names = new Map(Object.entries(ids).map(([name, id]) => [id, name]));
  return connections.map(({ connection_id }) => names.get(connection_id) ?? connection_id).sort();
}

describe("GET /connections", () => {
  it("lists connections newest first, with all fields and without credentials", async () => {
    const [status, body] = await call("/connections");
    const { connections, next_cursor, ...rest } = body as {
      connections: Record<string, unknown>[];
      next_cursor: unknown;
    };
    expect([status, next_cursor, rest]).toEqual([200, null, {}]);
    expect(connections.map(({ connection_id }) => connection_id)).toEqual([ids.key, ids.grace, ids.ada]);
    expect(connections.at(-1)).toEqual({ ...common(), created: anyDate, expires_at: anyDate, last_fetched_at: null });
    expect(connections[0]).toMatchObject({ expires_at: null, provider: "lab-api-key" });
    expect(connections[1]).toMatchObject({ end_user: null, tags: { team: "100%_red" } });
  });

  it.each([
    ["connectionId", () => `connectionId=${ids.ada}`, ["ada"]],
    ["integrationId", () => "integrationId=lab-api-key", ["key"]],
    ["several integrations", () => "integrationId=lab-api-key,lab-oauth2,none", ["ada", "grace", "key"]],
    ["endUserId", () => "endUserId=ada", ["ada"]],
    ["endUserOrganizationId", () => "endUserOrganizationId=org-1", ["ada"]],
    ["a tag", () => "tags[team]=blue", ["ada"]],
    ["two tags, both of which must match", () => "tags[team]=blue&tags[region]=us", []],
    ["search in IDs", () => `search=${ids.grace.slice(4, 20)}`, ["grace"]],
    ["search in names, in any case", () => "search=ADA%20l", ["ada"]],
    ["search in email addresses", () => "search=ada@example", ["ada"]],
    ["search in tags", () => "search=blue", ["ada"]],
    ["search for wildcards as literal characters", () => "search=%25_r", ["grace"]],
    ["search for one letter, at the start of a word", () => "search=L", ["ada"]],
    ["search for two letters, at the start of a word", () => "search=xa", []],
    ["search for three letters, anywhere", () => "search=xam", ["ada"]],
    ["search within a health state", () => "search=ada&health=failing", []],
    ["search for a backslash", () => "search=%5C", []],
    ["health", () => "health=healthy&endUserId=ada", ["ada"]],
    ["a health that no connection has", () => "health=failing", []],
    ["two filters at once", () => "endUserId=ada&integrationId=lab-api-key", []],
  ])("filters by %s", async (_name, query, names) => {
    expect(await found(query())).toEqual(names);
  });

  it("searches the current tags of a connection", async () => {
    const tags = { ...common().tags, team: "violet" };
    await pool().query(`update "Connection" set tags = $2 where "connectionId" = $1`, [ids.ada, tags]);
    expect([await found("search=violet"), await found("search=blue")]).toEqual([["ada"], []]);
    await pool().query(`update "Connection" set tags = $2 where "connectionId" = $1`, [ids.ada, common().tags]);
    expect([await found("search=violet"), await found("search=blue")]).toEqual([[], ["ada"]]);
  });

  it("pages by cursor, and skips nothing when connections are added", async () => {
    const page = async (query: string) =>
      (await call(`/connections?limit=1${query}`))[1] as {
        connections: { connection_id: string }[];
        next_cursor: string;
      };
    const first = await page("");
    const extra = await flows.connect(dev);
    const second = await page(`&cursor=${first.next_cursor}`);
    const third = await page(`&cursor=${second.next_cursor}`);
    const seen = [first, second, third].flatMap(({ connections }) => connections.map((row) => row.connection_id));
    expect(seen).toEqual([ids.key, ids.grace, ids.ada]);
    expect([third.next_cursor, await found(`connectionId=${extra}`)]).toEqual([null, [extra]]);
    await call(`/connections/${extra}?provider_config_key=lab-oauth2`, { method: "DELETE" });
  });

  it("pages by number, as in the wire protocol", async () => {
    expect(await found("limit=2&page=1")).toEqual(["ada"]);
    expect(await found("limit=2&page=9")).toEqual([]);
  });

  it.each(["cursor=made-up", "limit=0", "limit=2001", "limit=1.5", "page=-1", "health=ill", "tags=x", "offset=1"])(
    "rejects %s",
    async (query) => {
      const response = await keyhold.call(`/connections?${query}`, { apiKey: dev.apiKey });
      expect(await refusalOf(response)).toEqual([400, "invalid_query_params"]);
    },
  );

  it("also works under its older path", async () => {
    expect(await call("/connection?endUserId=ada")).toEqual(await call("/connections?endUserId=ada"));
  });
});

describe("GET /connections/{id}", () => {
  const path = (more = "") => `/connections/${ids.ada}?provider_config_key=lab-oauth2${more}`;
  const whole = (credentials: unknown) => ({
    ...common(),
    connection_config: {},
    webhook_url_override: null,
    created_at: anyDate,
    updated_at: anyDate,
    last_fetched_at: expect.toSatisfy((date) => date === null || typeof date === "string"),
    credentials,
  });
  const raw = { access_token: expect.any(String), token_type: expect.any(String), expires_in: 3600, scope: "profile" };
  const oauth2 = { type: "OAUTH2", access_token: expect.any(String), expires_at: anyDate, raw };

  it("returns all fields with live credentials, without the refresh token", async () => {
    expect(await call(path())).toEqual([200, whole(oauth2)]);
  });

  it("returns the refresh token when the query asks for it", async () => {
    const refresh_token = expect.any(String);
    const asked = { ...oauth2, refresh_token, raw: { ...raw, refresh_token } };
    expect(await call(path("&refresh_token=true"))).toEqual([200, whole(asked)]);
  });

  it("returns no credentials to a key that may not read them, and rejects its forced refresh", async () => {
    const apiKey = await newApiKey(dev.ctx, ["environment:connections:read"]);
    expect(await call(path(), { apiKey })).toEqual([200, whole({})]);
    for (const more of ["&refresh_token=true", "&force_refresh=true"]) {
      expect(await refusalOf(await keyhold.call(path(more), { apiKey }))).toEqual([403, "forbidden"]);
    }
  });

  it("returns an API key in the wire protocol's shape", async () => {
    const [, body] = await call(`/connections/${ids.key}?provider_config_key=lab-api-key`);
    expect(body).toMatchObject({ credentials: { type: "API_KEY", apiKey: "lab_key_valid" } });
  });

  const NOT_THERE: [string, () => string, number, string][] = [
    [
      "an unknown integration",
      () => `/connections/${ids.ada}?provider_config_key=none`,
      400,
      "unknown_provider_config",
    ],
    ["an unknown connection", () => "/connections/none?provider_config_key=lab-oauth2", 404, "not_found"],
    [
      "another integration's connection",
      () => `/connections/${ids.key}?provider_config_key=lab-oauth2`,
      404,
      "not_found",
    ],
    ["no integration", () => `/connections/${ids.ada}`, 400, "invalid_query_params"],
    ["an unknown parameter", () => path("&x=1"), 400, "invalid_query_params"],
  ];

  it.each(NOT_THERE)("reports %s", async (_name, address, status, code) => {
    expect(await refusalOf(await keyhold.call(address(), { apiKey: dev.apiKey }))).toEqual([status, code]);
  });
});

describe("DELETE /connections/{id}", () => {
  it("deletes the connection, and returns 404 the second time", async () => {
    const connectionId = await flows.connect(dev);
    const path = `/connections/${connectionId}?provider_config_key=lab-oauth2`;
    expect(await call(path, { method: "DELETE" })).toEqual([200, { success: true }]);
    expect(await db().connection.count({ where: { connectionId } })).toBe(0);
    const again = await keyhold.call(path, { method: "DELETE", apiKey: dev.apiKey });
    expect(await refusalOf(again)).toEqual([400, "unknown_connection"]);
    expect(await refusalOf(await keyhold.call(path, { apiKey: dev.apiKey }))).toEqual([404, "not_found"]);
  });
});
