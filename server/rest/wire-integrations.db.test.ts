import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { describe, expect, it } from "vitest";
import { refusalOf } from "@/server/testing/browser";
import { flowsOf, LAB_CLIENT } from "@/server/testing/flow";
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
const logo = (slug: string) => `${keyhold.url}/images/template-logos/${slug}.svg`;

/** All fields of the wire protocol's Integration. */
function integration(unique_key: string, more: Record<string, unknown> = {}) {
  return {
    unique_key,
    provider: "lab-oauth2",
    display_name: "Provider lab (OAuth 2.0)",
    logo: logo("lab-oauth2"),
    forward_webhooks: true,
    created_at: anyDate,
    updated_at: anyDate,
    ...more,
  };
}

const LAB_KEY_PROVIDER = {
  name: "lab-api-key",
  display_name: "Provider lab (API key)",
  description: expect.any(String),
  logo_url: logo("lab-api-key"),
  auth_mode: "API_KEY",
  categories: ["lab"],
  docs: expect.any(String),
  credentials: {
    apiKey: expect.objectContaining({ type: "string", title: expect.any(String), order: 1, secret: true }),
  },
  proxy: { base_url: "{@self}/lab/api" },
};

const LAB_OAUTH_PROVIDER = {
  name: "lab-oauth2",
  display_name: "Provider lab (OAuth 2.0)",
  description: expect.any(String),
  logo_url: logo("lab-oauth2"),
  auth_mode: "OAUTH2",
  categories: ["lab"],
  docs: expect.any(String),
  default_scopes: ["profile"],
  scope_separator: " ",
  authorization_url: "{@self}/lab/oauth2/authorize",
  token_url: "{@self}/lab/oauth2/token",
  proxy: { base_url: "{@self}/lab/api" },
};

describe("GET /providers", () => {
  it("lists every provider with all fields", async () => {
    const [status, body] = await call("/providers");
    const { data } = body as { data: { name: string }[] };
    expect([status, Object.keys(body as object)]).toEqual([200, ["data"]]);
    expect(data.length).toBeGreaterThan(40);
    expect(data.find(({ name }) => name === "lab-api-key")).toEqual(LAB_KEY_PROVIDER);
    expect(data.find(({ name }) => name === "lab-oauth2")).toEqual(LAB_OAUTH_PROVIDER);
  });

  it("searches for a part of the name, ignoring case", async () => {
    const [, body] = await call("/providers?search=GITH");
    expect((body as { data: { name: string }[] }).data.map(({ name }) => name)).toEqual([
      "github",
      "github-app-oauth",
      "github-app",
    ]);
    expect(await call("/providers?search=nothing-like-it")).toEqual([200, { data: [] }]);
  });

  it("returns one provider, with an API key or a connect session", async () => {
    expect(await call("/providers/lab-oauth2")).toEqual([200, { data: LAB_OAUTH_PROVIDER }]);
    await flows.addIntegration(dev, "providers-session", { provider: "lab-oauth2", credentials: LAB_CLIENT });
    const session = await flows.newSession(dev, { integrationKey: "providers-session" });
    expect(await call("/providers/lab-api-key", { apiKey: session })).toEqual([200, { data: LAB_KEY_PROVIDER }]);
    expect(await refusalOf(await keyhold.call("/providers/none", { apiKey: dev.apiKey }))).toEqual([404, "not_found"]);
  });
});

describe("/integrations", () => {
  const CREATE = { provider: "lab-oauth2", credentials: { ...LAB_CLIENT, scopes: "profile,email" } };

  it("are created and returned without their secrets", async () => {
    const json = { ...CREATE, unique_key: "created", display_name: "Mine", forward_webhooks: false };
    expect(await call("/integrations", { json })).toEqual([
      200,
      { data: integration("created", { display_name: "Mine", forward_webhooks: false }) },
    ]);
  });

  it("are returned with webhook_url and credentials only when the query asks for them", async () => {
    await call("/integrations", { json: { ...CREATE, unique_key: "read" } });
    const [, list] = await call("/integrations");
    expect((list as { data: { unique_key: string }[] }).data.find((row) => row.unique_key === "read")).toEqual(
      integration("read"),
    );
    expect(await call("/integrations/read")).toEqual([200, { data: integration("read") }]);
    expect(await call("/integrations/read?include=webhook")).toEqual([
      200,
      { data: integration("read", { webhook_url: null }) },
    ]);
    const credentials = { ...LAB_CLIENT, scopes: "profile,email", webhook_secret: null };
    expect(await call("/integrations/read?include=credentials&include=webhook")).toEqual([
      200,
      { data: integration("read", { webhook_url: null, credentials }) },
    ]);
  });

  it("contain their client secret only for a key that may read it", async () => {
    await call("/integrations", { json: { ...CREATE, unique_key: "secretive" } });
    const apiKey = await newApiKey(dev.ctx, ["environment:integrations:read"]);
    expect(await call("/integrations/secretive", { apiKey })).toEqual([200, { data: integration("secretive") }]);
    const refused = await keyhold.call("/integrations/secretive?include=credentials", { apiKey });
    expect(await refusalOf(refused)).toEqual([403, "forbidden"]);
  });

  it("have null credentials when the provider needs no client", async () => {
    await call("/integrations", { json: { provider: "lab-api-key", unique_key: "keyless" } });
    const whole = integration("keyless", {
      provider: "lab-api-key",
      display_name: "Provider lab (API key)",
      logo: logo("lab-api-key"),
      credentials: null,
    });
    expect(await call("/integrations/keyless?include=credentials")).toEqual([200, { data: whole }]);
  });

  it("accept only a private key, at creation and later, when the client authenticates with one", async () => {
    const pem = (pair: { privateKey: KeyObject }) =>
      pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const rsa = pem(generateKeyPairSync("rsa", { modulusLength: 2048 }));
    const ec = pem(generateKeyPairSync("ec", { namedCurve: "P-256" }));
    const credentials = (client_secret: string) => ({ type: "OAUTH1", client_id: "keyhold", client_secret });
    const create = (client_secret: string) => ({
      json: { provider: "jira-data-center-oauth1", unique_key: "signed", credentials: credentials(client_secret) },
    });
    for (const wrong of ["a secret", ec, rsa.slice(0, 400)]) {
      expect(await refusalOf(await keyhold.call("/integrations", { apiKey: dev.apiKey, ...create(wrong) }))).toEqual([
        400,
        "invalid_body",
      ]);
    }
    expect((await call("/integrations/signed"))[0]).toBe(404);
    expect((await call("/integrations", create(rsa)))[0]).toBe(200);
    const patch = (client_secret: string) =>
      call("/integrations/signed", { method: "PATCH", json: { credentials: credentials(client_secret) } });
    expect((await patch("a secret"))[0]).toBe(400);
    const [, { data }] = (await call("/integrations/signed?include=credentials")) as [number, { data: unknown }];
    expect(data).toMatchObject({ credentials: { client_secret: rsa.trim() } });
  });

  it("change only in the fields of a PATCH", async () => {
    await call("/integrations", { json: { ...CREATE, unique_key: "patched" } });
    const patch = (json: unknown) => call("/integrations/patched", { method: "PATCH", json });
    expect(await patch({ display_name: "New" })).toEqual([
      200,
      { data: integration("patched", { display_name: "New" }) },
    ]);
    expect(await patch({ credentials: { type: "OAUTH2", client_id: "other", scopes: "read" } })).toEqual([
      200,
      { data: integration("patched", { display_name: "New" }) },
    ]);
    const [, { data }] = (await call("/integrations/patched?include=credentials")) as [number, { data: unknown }];
    expect(data).toMatchObject({
      credentials: { client_id: "other", client_secret: "lab-secret", scopes: "read" },
    });
    expect(await patch({ unique_key: "renamed" })).toEqual([
      200,
      { data: integration("renamed", { display_name: "New" }) },
    ]);
    expect((await call("/integrations/patched"))[0]).toBe(404);
  });

  it("keep their key while they have connections", async () => {
    const key = await flows.addIntegration(dev, "carried", { provider: "lab-oauth2", credentials: LAB_CLIENT });
    await flows.connect(dev, { integrationKey: key });
    const response = await keyhold.call("/integrations/carried", {
      method: "PATCH",
      apiKey: dev.apiKey,
      json: { unique_key: "other-name" },
    });
    expect(await refusalOf(response)).toEqual([400, "invalid_body"]);
  });

  it("are deleted with their connections", async () => {
    const key = await flows.addIntegration(dev, "deleted", { provider: "lab-oauth2", credentials: LAB_CLIENT });
    const connectionId = await flows.connect(dev, { integrationKey: key });
    expect(await call("/integrations/deleted", { method: "DELETE" })).toEqual([200, { success: true }]);
    expect((await call("/integrations/deleted", { method: "DELETE" }))[0]).toBe(404);
    const [, list] = await call(`/connections?connectionId=${connectionId}`);
    expect(list).toMatchObject({ connections: [] });
  });

  it.each([
    ["a taken key", { ...CREATE, unique_key: "taken" }, ["uniqueKey"]],
    ["an unknown provider", { ...CREATE, provider: "none", unique_key: "n" }, ["provider"]],
    ["missing credentials that are required", { provider: "lab-oauth2", unique_key: "n" }, ["credentials"]],
    [
      "credentials that the provider doesn't use",
      { ...CREATE, provider: "lab-basic", unique_key: "n" },
      ["credentials"],
    ],
    [
      "credentials of another type",
      { ...CREATE, unique_key: "n", credentials: { ...LAB_CLIENT, type: "TBA" } },
      ["credentials", "type"],
    ],
    ["a key with a slash", { ...CREATE, unique_key: "a/b" }, ["unique_key"]],
    [
      "scopes with spaces",
      { ...CREATE, unique_key: "n", credentials: { ...LAB_CLIENT, scopes: "a b" } },
      ["credentials", "scopes"],
    ],
  ])("refuse %s, and say where", async (_name, json, path) => {
    await call("/integrations", { json: { ...CREATE, unique_key: "taken" } });
    const [status, body] = await call("/integrations", { json });
    expect(status).toBe(400);
    expect(body).toEqual({
      error: {
        code: "invalid_body",
        message: expect.any(String),
        errors: [{ code: expect.any(String), message: expect.any(String), path }],
        doc_url: "/docs/errors/invalid_body",
        request_id: expect.stringMatching(/^req_/),
      },
    });
  });
});
