import { describe, expect, it } from "vitest";
import { db } from "@/server/db";
import { flowsOf } from "@/server/testing/flow";
import { serveKeyhold } from "@/server/testing/serve";
import { eventsOf } from "@/server/testing/stored";
import { newTeam } from "@/server/testing/team";
import { findConnectionRow, sealCredentials } from "@/server/vault/connection";
import { refreshHere } from "./refresh-claimed";

const keyhold = await serveKeyhold();
const flows = flowsOf(keyhold);
const { dev } = await newTeam();
await flows.addIntegration(dev, "lab-api-key");

const rowOf = (connectionId: string) => findConnectionRow(dev.ctx, { connectionId, providerConfigKey: "lab-api-key" });

async function connect(): Promise<string> {
  const token = await flows.newSession(dev, { integrationKey: "lab-api-key" });
  const path = `/api-auth/api-key/lab-api-key?connect_session_token=${token}`;
  const response = await keyhold.call(path, { json: { apiKey: "lab_key_valid" } });
  return ((await response.json()) as { connectionId: string }).connectionId;
}

/** At the provider this key has another fate now. */
async function becomes(connectionId: string, apiKey: string): Promise<void> {
  const row = await rowOf(connectionId);
  const credentials = await sealCredentials(row, { type: "API_KEY", apiKey });
  await db().connection.updateMany({ where: { id: row.id }, data: { credentials } });
}

async function tried(connectionId: string) {
  await refreshHere(await rowOf(connectionId));
  return rowOf(connectionId);
}

describe("a key that was typed", () => {
  it("is tried once a day where the provider has a call for it", async () => {
    const { refreshDueAt, readAt, lastGoodAt } = await rowOf(await connect());
    const hours = ((refreshDueAt?.getTime() ?? 0) - readAt.getTime()) / 3600_000;
    expect(hours).toBeGreaterThan(21);
    expect(hours).toBeLessThanOrEqual(24);
    expect(lastGoodAt).not.toBeNull();
  });

  it("that works stays as it is, proven anew", async () => {
    const connectionId = await connect();
    const before = await rowOf(connectionId);
    const after = await tried(connectionId);
    expect([after.health, after.expiresAt]).toEqual(["healthy", null]);
    expect(after.lastGoodAt?.getTime()).toBeGreaterThan(before.lastGoodAt?.getTime() ?? 0);
  });

  it("that is refused twice asks for a reconnect; it is served meanwhile, with the reason", async () => {
    const connectionId = await connect();
    await becomes(connectionId, "lab_key_revoked");
    expect(await tried(connectionId)).toMatchObject({ health: "failing", attempts: 1 });
    expect(await tried(connectionId)).toMatchObject({ health: "needs_reconnect", refreshDueAt: null });
    expect((await eventsOf(connectionId)).at(-1)).toMatchObject({ success: false, error: { type: "revoked_grant" } });
    const path = `/connections/${connectionId}?provider_config_key=lab-api-key`;
    const response = await keyhold.call(path, { apiKey: dev.apiKey });
    expect(await response.json()).toMatchObject({
      credentials: { apiKey: "lab_key_revoked" },
      health: { state: "needs_reconnect", next_step: "Ask the user to reconnect." },
      refresh: { state: "failing" },
    });
  });

  it.each([
    ["lab_key_limited", "rate_limited"],
    ["lab_key_down", "outage"],
  ])("of a provider that answers %s is never given up", async (apiKey, kind) => {
    const connectionId = await connect();
    await becomes(connectionId, apiKey);
    for (let count = 0; count < 4; count += 1) {
      expect(await tried(connectionId)).toMatchObject({ health: "failing", lastError: { class: kind } });
    }
    await becomes(connectionId, "lab_key_valid");
    expect(await tried(connectionId)).toMatchObject({ health: "healthy", lastError: null });
  });
});
