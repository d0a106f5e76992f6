import { describe, expect, it } from "vitest";
import { renderStored } from "@/messages/render";
import { getConnection } from "@/server/connections/get";
import { db } from "@/server/db";
import { flowsOf } from "@/server/testing/flow";
import { serveKeyhold } from "@/server/testing/serve";
import { countStored, dumpEverything, eventsOf } from "@/server/testing/stored";
import { newTeam } from "@/server/testing/team";

const keyhold = await serveKeyhold();
const flows = flowsOf(keyhold);
const { dev } = await newTeam();
await flows.addIntegration(dev, "lab-api-key");
await flows.addIntegration(dev, "lab-basic");
await flows.addIntegration(dev, "lab-oauth2");
await flows.addIntegration(dev, "zendesk-like", { provider: "jira-basic" });

type Kind = "api-key" | "basic";

/** Sends the values of a form. */
async function send(kind: Kind, json: unknown, session?: string): Promise<Response> {
  const token = session ?? (await flows.newSession(dev));
  return keyhold.call(`/api-auth/${kind}/lab-${kind}?connect_session_token=${token}`, { json });
}

async function errorOf(response: Response) {
  const { error } = (await response.json()) as {
    error: { code: string; message: string; errors?: { path: string[]; message: string }[] };
  };
  return { status: response.status, ...error };
}

const RIGHT = { "api-key": { apiKey: "lab_key_valid" }, basic: { username: "ada", password: "lab_pass_valid" } };

describe("connecting with typed credentials", () => {
  it.each([
    ["api-key", "API_KEY", { type: "API_KEY", apiKey: "lab_key_valid" }],
    ["basic", "BASIC", { type: "BASIC", username: "ada", password: "lab_pass_valid" }],
  ] as const)("%s: is tried at the provider, then stored", async (kind, authMode, credentials) => {
    const response = await send(kind, RIGHT[kind]);
    const { connectionId, ...rest } = (await response.json()) as { connectionId: string };
    expect([response.status, rest]).toEqual([200, { providerConfigKey: `lab-${kind}` }]);
    expect((await flows.ledger(connectionId)).map(({ event }) => event)).toEqual(["used"]);
    const stored = await getConnection(dev.ctx, { connectionId, providerConfigKey: `lab-${kind}` });
    expect(stored.credentials).toEqual(credentials);
    expect(await eventsOf(connectionId)).toEqual([
      expect.objectContaining({ operation: "creation", success: true, authMode }),
    ]);
  });

  it("stores the credentials sealed", async () => {
    await send("basic", RIGHT.basic);
    await send("api-key", RIGHT["api-key"]);
    const dump = (await dumpEverything()).split("\n").filter((line) => !line.startsWith("Lab"));
    for (const secret of ["lab_key_valid", "lab_pass_valid"]) {
      for (const spelling of [secret, Buffer.from(secret).toString("hex"), Buffer.from(secret).toString("base64")]) {
        expect(dump.filter((line) => line.includes(spelling))).toEqual([]);
      }
    }
  });

  it("ignores spaces around a pasted key", async () => {
    expect((await send("api-key", { apiKey: "  lab_key_valid\t" })).status).toBe(200);
  });

  it("uses up the session", async () => {
    const token = await flows.newSession(dev);
    expect((await send("api-key", RIGHT["api-key"], token)).status).toBe(200);
    expect(await errorOf(await send("api-key", RIGHT["api-key"], token))).toMatchObject({
      status: 401,
      code: "connect_session_used",
    });
  });

  it("stores one connection for two concurrent requests of one session", async () => {
    const token = await flows.newSession(dev);
    const before = await countStored(dev.ctx.environmentId);
    const answers = await Promise.all([1, 2, 3].map(() => send("api-key", RIGHT["api-key"], token)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
    expect((await countStored(dev.ctx.environmentId)).connections).toBe(before.connections + 1);
  });
});

const REFUSED: [Kind, Record<string, string>, number, string, string][] = [
  ["api-key", { apiKey: "lab_key_wrong" }, 400, "connection_test_failed", "The lab doesn't recognize this API key"],
  ["api-key", { apiKey: "lab_key_revoked" }, 400, "connection_test_failed", "This API key was revoked"],
  ["api-key", { apiKey: "LAB_KEY_VALID" }, 400, "connection_test_failed", "rejected these credentials"],
  ["api-key", { apiKey: "lab_key_down" }, 503, "provider_unavailable", "isn't responding right now"],
  ["api-key", { apiKey: "lab_key_limited" }, 503, "provider_unavailable", "isn't responding right now"],
  [
    "basic",
    { username: "ada", password: "wrong" },
    400,
    "connection_test_failed",
    "recognize this username or password",
  ],
  [
    "basic",
    { username: "eve", password: "lab_pass_valid" },
    400,
    "connection_test_failed",
    "The lab doesn't recognize",
  ],
  ["basic", { username: "ada", password: "lab_pass_revoked" }, 400, "connection_test_failed", "was revoked"],
  ["basic", { username: "ada", password: "lab_pass_down" }, 503, "provider_unavailable", "isn't responding right now"],
  [
    "basic",
    { username: "ada", password: "lab_pass_limited" },
    503,
    "provider_unavailable",
    "isn't responding right now",
  ],
];

describe("credentials that the provider rejects", () => {
  it.each(REFUSED)(
    "%s %o: %i %s with the provider's error message, and nothing is stored",
    async (...[kind, json, status, code, words]) => {
      const token = await flows.newSession(dev);
      const before = await countStored(dev.ctx.environmentId);
      const error = await errorOf(await send(kind, json, token));
      expect(error).toMatchObject({ status, code, message: expect.stringContaining(words) });
      if (code === "provider_unavailable") expect(error.message).not.toContain("rejected");
      expect(await countStored(dev.ctx.environmentId)).toEqual({
        connections: before.connections,
        events: before.events + 1,
        operations: before.operations + 1,
      });
      const operation = await db().operation.findFirst({ orderBy: { startedAt: "desc" } });
      expect(operation).toMatchObject({ type: "auth", status: "failed", code });
      expect(renderStored(operation?.message)).toBe(error.message);
      // The session isn't used up: a second attempt with the right credentials works.
      expect((await send(kind, RIGHT[kind], token)).status).toBe(200);
    },
  );
});

describe("malformed input", () => {
  it.each([
    ["an empty key", "api-key", { apiKey: "" }, "invalid_body"],
    ["a key of only spaces", "api-key", { apiKey: "   " }, "invalid_connection"],
    ["a key with a line break", "api-key", { apiKey: "lab_key_valid\nx" }, "invalid_connection"],
    ["a key with characters that no header can contain", "api-key", { apiKey: "ключ€" }, "invalid_connection"],
    ["a key that is too long", "api-key", { apiKey: "x".repeat(1025) }, "invalid_body"],
    ["a key that is a number", "api-key", { apiKey: 42 }, "invalid_body"],
    ["no key", "api-key", {}, "invalid_connection"],
    ["a key and an unknown field", "api-key", { apiKey: "lab_key_valid", admin: true }, "invalid_body"],
    ["no username", "basic", { username: "", password: "lab_pass_valid" }, "invalid_connection"],
    ["no password", "basic", { username: "ada", password: "" }, "invalid_connection"],
    ["a username without a password", "basic", { username: "ada" }, "invalid_connection"],
    ["a username with a line break", "basic", { username: "a\r\nb", password: "lab_pass_valid" }, "invalid_connection"],
  ] as const)("%s is rejected without a call to the provider", async (_name, kind, json, code) => {
    const before = await db().connection.count();
    const asked = await db().labLedger.count();
    const error = await errorOf(await send(kind, json));
    expect([error.status, error.code]).toEqual([400, code]);
    expect(error.errors?.[0]?.path.length).toBeGreaterThanOrEqual(code === "invalid_body" ? 0 : 1);
    expect(JSON.stringify(error)).not.toContain("lab_pass_valid");
    expect([await db().connection.count(), await db().labLedger.count()]).toEqual([before, asked]);
  });

  it("with the wrong auth mode for the integration is rejected", async () => {
    const token = await flows.newSession(dev);
    const call = (path: string, json: unknown) => keyhold.call(`${path}?connect_session_token=${token}`, { json });
    const answers = [
      await call("/api-auth/basic/lab-api-key", RIGHT.basic),
      await call("/api-auth/api-key/lab-basic", RIGHT["api-key"]),
      await call("/api-auth/api-key/lab-oauth2", RIGHT["api-key"]),
    ];
    expect((await Promise.all(answers.map(errorOf))).map(({ code }) => code)).toEqual(
      Array(3).fill("invalid_auth_mode"),
    );
    expect(await errorOf(await call("/api-auth/api-key/none", RIGHT["api-key"]))).toMatchObject({
      status: 404,
      code: "unknown_provider_config",
    });
  });

  it.each(["evil.example#", "a.b", "169.254.169.254", "x@evil.example", "..", "a/b", "", "{@self}"])(
    "in a provider's variable can't redirect the call: %j",
    async (subdomain) => {
      const token = await flows.newSession(dev);
      const query = `connect_session_token=${token}&params[subdomain]=${encodeURIComponent(subdomain)}`;
      const response = await keyhold.call(`/api-auth/basic/zendesk-like?${query}`, { json: RIGHT.basic });
      expect(await errorOf(response)).toMatchObject({ status: 400, code: "invalid_connection" });
    },
  );
});
