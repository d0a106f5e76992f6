import { generateKeyPairSync } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { flowsOf, LAB_CLIENT } from "@/server/testing/flow";
import { serveKeyhold } from "@/server/testing/serve";
import { countStored, dumpEverything, operationsOf } from "@/server/testing/stored";
import { newTeam } from "@/server/testing/team";
import { catalogEntries, createStage } from "@/simulator";

const SLUGS = ["emarsys", "google", "github-app", "netsuite-tba", "aws-sigv4", "xero"];
const stage = createStage(
  catalogEntries().flatMap(({ entry }) => (SLUGS.includes(entry.slug) ? [entry] : [])),
  { publicUrl: "https://keyhold.example", readDocument: async () => null },
);
const { url: stageUrl, close } = await stage.listen();
afterAll(close);
const keyhold = await serveKeyhold({ KEYHOLD_STAGE_URL: stageUrl });
const flows = flowsOf(keyhold);
const { dev, prod } = await newTeam();
await flows.addIntegration(dev, "lab-oauth2");
await flows.addIntegration(dev, "lab-api-key");

interface Answer {
  status: number;
  body: Record<string, unknown> & { error?: { code: string; message: string; errors?: { path: string[] }[] } };
}

async function call(method: string, path: string, json?: unknown, apiKey = dev.apiKey): Promise<Answer> {
  const response = await keyhold.call(path, { method, apiKey, ...(json !== undefined && { json }) });
  return { status: response.status, body: await response.json() };
}
const importing = (body: Record<string, unknown>, apiKey?: string) => call("POST", "/connections", body, apiKey);

describe("importing a connection", () => {
  it("stores a token with metadata, tags and end user", async () => {
    const made = await flows.connect(dev, { lab: { lab_expires_in: "600" } });
    const theirs = await call("GET", `/connections/${made}?provider_config_key=lab-oauth2&refresh_token=true`);
    const { access_token, refresh_token, expires_at } = theirs.body.credentials as Record<string, string>;
    await call("DELETE", `/connections/${made}?provider_config_key=lab-oauth2`);
    const { status, body } = await importing({
      provider_config_key: "lab-oauth2",
      connection_id: made,
      credentials: { type: "OAUTH2", access_token, refresh_token, expires_at },
      metadata: { plan: "pro" },
      tags: { team: "blue" },
      end_user: { id: "u-1" },
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      connection_id: made,
      metadata: { plan: "pro" },
      tags: { team: "blue" },
      credentials: { type: "OAUTH2", access_token },
    });
  });

  it("tests a key first and doesn't store one that fails", async () => {
    const before = await countStored(dev.ctx.environmentId);
    const wrong = await importing({
      provider_config_key: "lab-api-key",
      credentials: { type: "API_KEY", apiKey: "lab_key_wrong" },
    });
    expect([wrong.status, wrong.body.error?.code]).toEqual([400, "connection_test_failed"]);
    expect((await countStored(dev.ctx.environmentId)).connections).toBe(before.connections);
    const right = await importing({
      provider_config_key: "lab-api-key",
      connection_id: "mine",
      credentials: { type: "API_KEY", apiKey: "lab_key_valid" },
    });
    expect([right.status, right.body.credentials]).toEqual([201, { type: "API_KEY", apiKey: "lab_key_valid" }]);
  });

  it("with the ID of an existing connection replaces its credentials", async () => {
    const one = await importing({
      provider_config_key: "lab-api-key",
      connection_id: "twice",
      credentials: { type: "API_KEY", apiKey: "lab_key_valid" },
    });
    const two = await importing({
      provider_config_key: "lab-api-key",
      connection_id: "twice",
      credentials: { type: "API_KEY", apiKey: "lab_key_valid" },
    });
    expect(two.body.id).toBe(one.body.id);
  });

  it.each([
    [
      "credentials of another type",
      { provider_config_key: "lab-api-key", credentials: { type: "BASIC", username: "a", password: "b" } },
      400,
      "invalid_body",
    ],
    ["an unknown integration", { provider_config_key: "nope", credentials: { type: "NONE" } }, 404, "not_found"],
    [
      "a session login, which can't be imported",
      { provider_config_key: "lab-api-key", credentials: { type: "TWO_STEP", token: "t" } },
      400,
      "invalid_body",
    ],
  ])("rejects %s", async (...[, body, status, code]) => {
    const answer = await importing(body);
    expect([answer.status, answer.body.error?.code]).toEqual([status, code]);
  });

  it("doesn't reach another environment", async () => {
    const answer = await importing(
      { provider_config_key: "lab-api-key", credentials: { type: "API_KEY", apiKey: "lab_key_valid" } },
      prod.apiKey,
    );
    expect(answer.status).toBe(404);
  });
});

describe("deleting a connection", () => {
  async function imported(): Promise<string> {
    const client = {
      type: "OAUTH2",
      client_id: stage.plan("google").fixtures.client.id,
      client_secret: stage.plan("google").fixtures.client.secret,
    };
    const key = `google-${Math.random().toString(36).slice(2)}`;
    await flows.addIntegration(dev, key, { provider: "google", unique_key: key, credentials: client });
    await importing({
      provider_config_key: key,
      connection_id: key,
      credentials: { type: "OAUTH2", access_token: "a", refresh_token: "r" },
    });
    return key;
  }

  it("revokes its token first, and logs the provider's response (RFC 7009)", async () => {
    const key = await imported();
    expect((await call("DELETE", `/connections/${key}?provider_config_key=${key}`)).status).toBe(200);
    const messages = (await operationsOf(key)).map(({ message }) => message);
    // The provider never issued this token, so it refuses. The connection is deleted anyway.
    expect(messages.at(-1)).toMatch(/^Deleted the connection to Google\. Google refused to revoke its tokens/);
    expect((await call("GET", `/connections/${key}?provider_config_key=${key}`)).status).toBe(404);
  });
});

describe("the settings and credentials of an integration", () => {
  const pem = generateKeyPairSync("rsa", { modulusLength: 2048 })
    .privateKey.export({ type: "pkcs8", format: "pem" })
    .toString();
  const app = { type: "APP", app_id: "12345", app_link: "https://github.com/apps/acme", private_key: pem };

  it("are sealed: neither the tables nor the API shows them", async () => {
    const secret = "aws-secret-that-nobody-may-read";
    await flows.addIntegration(dev, "aws-sigv4", {
      integration_config: { service: "ec2", awsAccessKeyId: "AKIDEXAMPLE0000", awsSecretAccessKey: secret },
    });
    await flows.addIntegration(dev, "github-app", { credentials: app });
    const dump = await dumpEverything();
    for (const text of [secret, "AKIDEXAMPLE0000", pem.split("\n")[3] ?? ""]) expect(dump).not.toContain(text);
    expect(JSON.stringify(await call("GET", "/integrations/github-app"))).not.toContain("PRIVATE KEY");
    const { body } = await call("GET", "/integrations/github-app?include=credentials");
    expect((body.data as { credentials: unknown }).credentials).toMatchObject(app);
  });

  it("can be changed in part: fields that aren't sent stay", async () => {
    await call("PATCH", "/integrations/github-app", { credentials: { type: "APP", app_id: "777" } });
    const { body } = await call("GET", "/integrations/github-app?include=credentials");
    expect((body.data as { credentials: unknown }).credentials).toMatchObject({ ...app, app_id: "777" });
  });

  it.each([
    ["a private key isn't a key", "github-app", { credentials: { ...app, private_key: "nonsense" } }],
    ["an app's link uses http", "github-app", { credentials: { ...app, app_link: "http://github.com/apps/acme" } }],
    ["required credentials are missing", "github-app", {}],
    ["a client isn't supported", "emarsys", { credentials: LAB_CLIENT }],
    ["a client has another type", "netsuite-tba", { credentials: { ...LAB_CLIENT, type: "OAUTH1" } }],
  ])("are rejected when %s", async (_what, provider, fields) => {
    const { status, body } = await call("POST", "/integrations", {
      provider,
      unique_key: `x-${Math.random()}`,
      ...fields,
    });
    expect([status, body.error?.code]).toEqual([400, "invalid_body"]);
  });
});

describe("an AWS role", () => {
  it("has a different external ID for each customer (confused deputy)", async () => {
    const idFor = async (endUser: string) => {
      const token = await flows.newSession(dev, { end_user: { id: endUser } });
      const response = await keyhold.call("/connect/session", { apiKey: token });
      return ((await response.json()) as { data: { external_ids: Record<string, string> } }).data.external_ids[
        "aws-sigv4"
      ];
    };
    const [ada, again, eve] = [await idFor("ada"), await idFor("ada"), await idFor("eve")];
    expect(ada).toMatch(/^kh-[0-9a-f]{32}$/);
    expect([again === ada, eve === ada]).toEqual([true, false]);
  });
});
