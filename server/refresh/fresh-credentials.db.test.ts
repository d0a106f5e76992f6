import { describe, expect, it, vi } from "vitest";
import { getConnection } from "@/server/connections/get";
import { db } from "@/server/db";
import { makeDue } from "@/server/testing/due";
import { flowsOf } from "@/server/testing/flow";
import { serveKeyhold } from "@/server/testing/serve";
import { statementsOf } from "@/server/testing/statements";
import { eventsOf, operationsOf } from "@/server/testing/stored";
import { newTeam } from "@/server/testing/team";

const keyhold = await serveKeyhold();
const flows = flowsOf(keyhold);
const { dev } = await newTeam();
await flows.addIntegration(dev, "lab-oauth2");

interface Read {
  credentials: { access_token: string; refresh_token?: string };
  health: { state: string; reason: string | null; next_step: string | null };
  refresh?: { state: string; reason: string };
  error?: { code: string; message: string; payload: { connection: Read } };
}

/** Reads a connection over HTTP, as a customer's backend does. */
async function read(connectionId: string, more = ""): Promise<[number, Read]> {
  const path = `/connections/${connectionId}?provider_config_key=lab-oauth2${more}`;
  const response = await keyhold.call(path, { apiKey: dev.apiKey });
  return [response.status, (await response.json()) as Read];
}

/** Reads a valid token, then waits until the refresh that the read started has finished. */
async function readAndSettle(connectionId: string): Promise<[number, Read]> {
  const before = await db().connection.findFirstOrThrow({ where: { connectionId } });
  const response = await read(connectionId);
  await vi.waitFor(async () => {
    const { fence, leaseUntil } = await db().connection.findFirstOrThrow({ where: { connectionId } });
    expect([fence, leaseUntil]).toEqual([before.fence + 2, null]);
  });
  return response;
}

async function countRefreshes(connectionId: string): Promise<number> {
  return (await flows.ledger(connectionId)).filter(({ event }) => event === "refreshed").length;
}

async function refusals(connectionId: string): Promise<unknown[]> {
  return (await flows.ledger(connectionId))
    .filter(({ event }) => event === "refused")
    .map(({ detail }) => detail.reason);
}

describe("reading a token", () => {
  it("that is fresh makes no call to the provider", async () => {
    const connectionId = await flows.connect(dev);
    const before = await flows.ledger(connectionId);
    const responses = await Promise.all([...Array(20)].map(() => read(connectionId)));
    expect(new Set(responses.map(([status, { credentials }]) => `${status} ${credentials.access_token}`)).size).toBe(1);
    expect(await flows.ledger(connectionId)).toEqual(before);
  });

  it("that is fresh takes one SQL statement once the API key is cached", async () => {
    const connectionId = await flows.connect(dev);
    await read(connectionId);
    const sent = await statementsOf(() => read(connectionId));
    expect(sent.map(({ name }) => name)).toEqual(["read-connection"]);
  });

  it.each(["valid", "expired"] as const)("that is due and %s refreshes it once for 50 readers", async (state) => {
    const connectionId = await flows.connect(dev);
    const [, { credentials: old }] = await read(connectionId);
    await makeDue(connectionId, state);
    const responses = await Promise.all([...Array(50)].map(() => read(connectionId)));
    expect(responses.map(([status]) => status)).toEqual(Array(50).fill(200));
    await vi.waitFor(async () => expect(await countRefreshes(connectionId)).toBe(1));
    await vi.waitFor(async () =>
      expect((await read(connectionId))[1].credentials.access_token).not.toBe(old.access_token),
    );
    const [, { credentials }] = await read(connectionId);
    if (state === "valid") {
      const served = new Set(responses.map(([, body]) => body.credentials.access_token));
      expect([old.access_token, credentials.access_token]).toEqual(expect.arrayContaining([...served]));
    }
    if (state === "expired") {
      expect(new Set(responses.map(([, body]) => body.credentials.access_token))).toEqual(
        new Set([credentials.access_token]),
      );
    }
    const me = await keyhold.call("/lab/api/me", { apiKey: credentials.access_token });
    expect(me.status).toBe(200);
  });

  it("that is expired refreshes it once for the readers of two processes", async () => {
    const connectionId = await flows.connect(dev);
    await makeDue(connectionId, "expired");
    // Loads a second copy of the modules, which acts as a second process.
    vi.resetModules();
    const other = await import("@/server/connections/get");
    expect(other.getConnection).not.toBe(getConnection);
    const query = { connectionId, providerConfigKey: "lab-oauth2" };
    const readers = [...Array(10)].flatMap(() => [getConnection(dev.ctx, query), other.getConnection(dev.ctx, query)]);
    const tokens = (await Promise.all(readers)).map(({ credentials }) => credentials.access_token);
    expect(new Set(tokens).size).toBe(1);
    expect(await countRefreshes(connectionId)).toBe(1);
  });

  it("that is due refreshes it and logs an operation", async () => {
    const connectionId = await flows.connect(dev);
    await makeDue(connectionId, "valid");
    await readAndSettle(connectionId);
    expect((await operationsOf(connectionId)).at(-1)).toEqual({
      type: "refresh",
      status: "success",
      code: null,
      message: "Refreshed the access token.",
    });
  });

  it("keeps the old refresh token when the provider sends no new one", async () => {
    const connectionId = await flows.connect(dev, { lab: { lab_rotation: "none" } });
    const [, before] = await read(connectionId, "&refresh_token=true");
    const [, after] = await read(connectionId, "&refresh_token=true&force_refresh=true");
    expect(after.credentials.refresh_token).toBe(before.credentials.refresh_token);
    expect(after.credentials.access_token).not.toBe(before.credentials.access_token);
    expect((await read(connectionId, "&force_refresh=true"))[0]).toBe(200);
    expect(await countRefreshes(connectionId)).toBe(2);
  });

  it("replaces a rotated refresh token together with the access token", async () => {
    const connectionId = await flows.connect(dev, { lab: { lab_rotation: "strict" } });
    for (const count of [1, 2, 3]) {
      const [, before] = await read(connectionId, "&refresh_token=true");
      const [status, after] = await read(connectionId, "&refresh_token=true&force_refresh=true");
      expect(status).toBe(200);
      expect(after.credentials.refresh_token).not.toBe(before.credentials.refresh_token);
      expect(await countRefreshes(connectionId)).toBe(count);
    }
  });

  it("returns the refresh token only when the query asks for it", async () => {
    const connectionId = await flows.connect(dev);
    const [, asked] = await read(connectionId, "&refresh_token=true");
    const [, plain] = await read(connectionId);
    expect(asked.credentials.refresh_token).toBeTruthy();
    expect(JSON.stringify(plain)).not.toContain(asked.credentials.refresh_token);
  });
});

describe("a refresh that fails", () => {
  it.each(["500", "429", "html"])(
    "with %s while the token is valid still serves it, and the response reports the failure",
    async (scenario) => {
      const connectionId = await flows.connect(dev);
      const [, { credentials }] = await read(connectionId);
      await flows.setLab(connectionId, { refresh: scenario });
      await makeDue(connectionId, "valid");
      await readAndSettle(connectionId);
      const [status, body] = await read(connectionId);
      expect([status, body.credentials]).toEqual([200, credentials]);
      expect(body.refresh).toEqual({ state: "failing", reason: body.health.reason, since: expect.any(String) });
      expect(body.health).toMatchObject({
        state: "failing",
        next_step: "Keyhold retries automatically.",
      });
      await flows.setLab(connectionId, { refresh: "ok" });
      const [, recovered] = await read(connectionId, "&force_refresh=true");
      expect(recovered.refresh).toBeUndefined();
      expect(recovered.health).toMatchObject({ state: "healthy", reason: null, since: null, next_step: null });
    },
  );

  it("isn't retried by each read while the token is valid", async () => {
    const connectionId = await flows.connect(dev, { lab: { lab_refresh: "500" } });
    await makeDue(connectionId, "valid");
    await readAndSettle(connectionId);
    for (let count = 0; count < 5; count += 1) expect((await read(connectionId))[0]).toBe(200);
    expect(await refusals(connectionId)).toEqual(["scenario_500"]);
  });

  it.each([
    ["500", "provider_unavailable", "outage"],
    ["429", "provider_rate_limited", "rate_limited"],
    ["html", "provider_unavailable", "bad_answer"],
  ])(
    "with %s after the token expired returns 503 %s, sends one webhook and doesn't need a reconnect",
    async (scenario, code, type) => {
      const connectionId = await flows.connect(dev, { lab: { lab_refresh: scenario } });
      await makeDue(connectionId, "expired");
      for (let count = 0; count < 6; count += 1) {
        const [status, body] = await read(connectionId);
        expect([status, body.error?.code]).toEqual([503, code]);
      }
      const row = await db().connection.findFirstOrThrow({ where: { connectionId } });
      expect([row.health, row.leaseUntil]).toEqual(["failing", null]);
      await flows.setLab(connectionId, { refresh: "ok" });
      expect((await read(connectionId, "&force_refresh=true"))[0]).toBe(200);
      expect((await eventsOf(connectionId)).slice(1)).toEqual([
        expect.objectContaining({ operation: "refresh", success: false, error: expect.objectContaining({ type }) }),
        expect.objectContaining({ operation: "refresh", success: true }),
      ]);
    },
  );

  it.each([
    ["invalid_grant", "The user or the provider revoked this access"],
    ["error_200", "The refresh token passed is incorrect or expired"],
  ])(
    "with %s returns 424 with the connection, and sends one webhook that it needs a reconnect",
    async (scenario, providerMessage) => {
      const connectionId = await flows.connect(dev, { lab: { lab_refresh: scenario } });
      await makeDue(connectionId, "expired");
      for (let count = 0; count < 3; count += 1) {
        const [status, { error }] = await read(connectionId);
        expect([status, error?.code]).toEqual([424, "invalid_credentials"]);
        expect(error?.message).toContain(providerMessage);
        expect(error?.message).toMatch(/Ask the end user to reconnect\.$/);
        expect(error?.payload.connection).toMatchObject({ connection_id: connectionId, credentials: {} });
        expect(error?.payload.connection.health.state).toBe("needs_reconnect");
      }
      expect(await refusals(connectionId)).toHaveLength(1); // later reads don't call the provider
      expect((await eventsOf(connectionId)).slice(1)).toEqual([
        expect.objectContaining({
          operation: "refresh",
          success: false,
          error: { type: "revoked_grant", description: expect.stringContaining(providerMessage) },
        }),
      ]);
    },
  );

  it("with invalid_grant while the token is valid serves it until it expires, and reports the failure", async () => {
    const connectionId = await flows.connect(dev, { lab: { lab_refresh: "invalid_grant" } });
    await makeDue(connectionId, "valid");
    await readAndSettle(connectionId);
    for (let count = 0; count < 3; count += 1) {
      const [status, body] = await read(connectionId);
      expect([status, body.health.state, body.refresh?.state]).toEqual([200, "needs_reconnect", "failing"]);
    }
    expect(await refusals(connectionId)).toHaveLength(1);
    expect((await read(connectionId, "&force_refresh=true"))[0]).toBe(424);
  });

  it("because of a wrong client secret recovers after the secret is corrected and the refresh is forced", async () => {
    const key = await flows.addIntegration(dev, "lab-oauth2-secret", {
      provider: "lab-oauth2",
      credentials: { type: "OAUTH2", client_id: "lab-client", client_secret: "lab-secret" },
    });
    const connectionId = await flows.connect(dev, { integrationKey: key });
    const change = (client_secret: string) =>
      keyhold.call(`/integrations/${key}`, {
        method: "PATCH",
        apiKey: dev.apiKey,
        json: { credentials: { type: "OAUTH2", client_id: "lab-client", client_secret } },
      });
    const readAs = async (more = "") => {
      const path = `/connections/${connectionId}?provider_config_key=${key}${more}`;
      const response = await keyhold.call(path, { apiKey: dev.apiKey });
      return [response.status, ((await response.json()) as Read).error?.message ?? ""] as const;
    };
    await change("wrong");
    await makeDue(connectionId, "expired");
    expect(await readAs()).toEqual([
      424,
      expect.stringContaining("Correct the client ID and secret in the integration's settings"),
    ]);
    await change("lab-secret");
    expect((await readAs("&force_refresh=true"))[0]).toBe(200);
    expect(await db().connection.findFirst({ where: { connectionId } })).toMatchObject({ health: "healthy" });
  });
});
