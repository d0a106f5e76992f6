import { beforeAll, describe, expect, it } from "vitest";
import { refusalOf } from "@/server/testing/browser";
import { flowsOf, LAB_CLIENT } from "@/server/testing/flow";
import { type CallOptions, serveKeyhold } from "@/server/testing/serve";
import { newTeam } from "@/server/testing/team";

const keyhold = await serveKeyhold();
const flows = flowsOf(keyhold);
const { dev } = await newTeam();

async function call(path: string, options: CallOptions = {}): Promise<[number, unknown]> {
  const response = await keyhold.call(path, { apiKey: dev.apiKey, ...options });
  return [response.status, await response.json()];
}

const anyDate = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const ada = { id: "ada", email: "ada@example.com", display_name: "Ada L.", tags: { plan: "pro" } };
let connectionId = "";

beforeAll(async () => {
  await flows.addIntegration(dev, "lab-oauth2");
  await flows.addIntegration(dev, "lab-api-key");
  connectionId = await flows.connect(dev);
});

describe("connect sessions", () => {
  const created = {
    data: {
      token: expect.stringMatching(/^nango_connect_session_[0-9a-f]{64}$/),
      connect_link: expect.any(String),
      expires_at: anyDate,
    },
  };

  it("are created with a link, and are valid for 30 minutes", async () => {
    const [status, body] = await call("/connect/sessions", { json: { end_user: { id: "u" } } });
    const { data } = body as { data: { token: string; connect_link: string; expires_at: string } };
    expect([status, body]).toEqual([201, created]);
    expect(data.connect_link).toBe(`${keyhold.url}/connect?session_token=${data.token}`);
    const minutes = (Date.parse(data.expires_at) - Date.now()) / 60_000;
    expect(Math.round(minutes)).toBe(30);
  });

  it("are created for a reconnect", async () => {
    const json = { connection_id: connectionId, integration_id: "lab-oauth2" };
    expect(await call("/connect/sessions/reconnect", { json })).toEqual([201, created]);
    const token = await flows.reconnectSession(dev, connectionId);
    const [, view] = await call("/connect/session", { apiKey: token });
    expect(view).toMatchObject({ data: { isReconnecting: true, allowed_integrations: ["lab-oauth2"] } });
  });

  it.each([
    ["neither end user nor tags", {}, ["end_user"]],
    [
      "an unknown integration",
      { end_user: { id: "u" }, allowed_integrations: ["lab-oauth2", "none"] },
      ["allowed_integrations", "1"],
    ],
    [
      "defaults of an unknown integration",
      { end_user: { id: "u" }, integrations_config_defaults: { none: {} } },
      ["integrations_config_defaults", "none"],
    ],
    ["eleven tags", { tags: Object.fromEntries([..."abcdefghijk"].map((name) => [name, "x"])) }, ["tags"]],
    ["tags that differ in case", { tags: { a: "1", A: "2" } }, ["tags"]],
    ["an invalid email address", { end_user: { id: "u", email: "ada" } }, ["end_user", "email"]],
  ])("refuse %s, and say where", async (_name, json, path) => {
    const [status, body] = await call("/connect/sessions", { json });
    expect([status, body]).toEqual([400, { error: expect.objectContaining({ code: "invalid_body" }) }]);
    expect((body as { error: { errors: { path: string[] }[] } }).error.errors[0]?.path).toEqual(path);
  });

  it("contain everything the Connect UI needs", async () => {
    const token = await flows.newSession(dev, {
      end_user: ada,
      allowed_integrations: ["lab-oauth2"],
      overrides: { "lab-oauth2": { docs_connect: "https://docs.example" } },
      return_url: "https://app.example/",
    });
    const [status, body] = await call("/connect/session", { apiKey: token });
    expect([status, body]).toEqual([
      200,
      {
        data: {
          endUser: ada,
          connectUISettings: {
            theme: { light: { primary: expect.any(String) }, dark: { primary: expect.any(String) } },
            defaultTheme: "system",
            showWatermark: true,
          },
          allowed_integrations: ["lab-oauth2"],
          integrations_config_defaults: { "lab-oauth2": { authorization_params: { lab_consent: "allow" } } },
          overrides: { "lab-oauth2": { docs_connect: "https://docs.example" } },
          product: { name: "Ada's team", url: null },
          return_url: "https://app.example/",
          expires_at: anyDate,
        },
      },
    ]);
    const [, list] = await call("/integrations", { apiKey: token });
    expect((list as { data: { unique_key: string }[] }).data.map((row) => row.unique_key)).toEqual(["lab-oauth2"]);
  });

  it("end on DELETE", async () => {
    const token = await flows.newSession(dev);
    const ended = await keyhold.call("/connect/session", { method: "DELETE", apiKey: token });
    expect([ended.status, await ended.text()]).toEqual([204, ""]);
    expect(await refusalOf(await keyhold.call("/connect/session", { apiKey: token }))).toEqual([
      401,
      "connect_session_used",
    ]);
  });
});

describe("/oauth/connect/{key}", () => {
  it("redirects a program to the provider with only the standard parameters", async () => {
    await flows.addIntegration(dev, "scoped", {
      provider: "lab-oauth2",
      credentials: { ...LAB_CLIENT, scopes: "profile,email" },
    });
    const token = await flows.newSession(dev, { integrationKey: "scoped" });
    const response = await keyhold.call(`/oauth/connect/scoped?connect_session_token=${token}`);
    const location = new URL(response.headers.get("location") ?? "");
    expect([response.status, location.origin + location.pathname]).toEqual([
      302,
      `${keyhold.url}/lab/oauth2/authorize`,
    ]);
    expect(Object.fromEntries(location.searchParams)).toEqual({
      response_type: "code",
      client_id: "lab-client",
      redirect_uri: expect.stringMatching(new RegExp(`^${keyhold.url}/oauth/callback/cb_[a-z2-7]{20}$`)),
      scope: "profile email",
      state: expect.any(String),
      code_challenge: expect.any(String),
      code_challenge_method: "S256",
      lab_connection: expect.any(String),
      lab_consent: "allow",
    });
  });

  it("requests the session's scopes instead of the integration's", async () => {
    const json = {
      end_user: { id: "u" },
      integrations_config_defaults: { "lab-oauth2": { connection_config: { oauth_scopes_override: "read,write" } } },
    };
    const [, body] = await call("/connect/sessions", { json });
    const { token } = (body as { data: { token: string } }).data;
    const response = await keyhold.call(`/oauth/connect/lab-oauth2?connect_session_token=${token}`);
    expect(new URL(response.headers.get("location") ?? "").searchParams.get("scope")).toBe("read write");
  });
});
