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

/** Replaces the stored key with one that the lab treats differently. */
async function replaceKey(connectionId: string, apiKey: string): Promise<void> {
  const row = await rowOf(connectionId);
  const credentials = await sealCredentials(row, { type: "API_KEY", apiKey });
  await db().connection.updateMany({ where: { id: row.id }, data: { credentials } });
}

async function testKey(connectionId: string) {
  await refreshHere(await rowOf(connectionId));
  return rowOf(connectionId);
}

describe("a stored API key", () => {
  it("is tested once a day when the catalog entry has a call for it", async () => {
    const { refreshDueAt, readAt, lastGoodAt } = await rowOf(await connect());
    const hours = ((refreshDueAt?.getTime() ?? 0) - readAt.getTime()) / 3600_000;
    expect(hours).toBeGreaterThan(21);
    expect(hours).toBeLessThanOrEqual(24);
    expect(lastGoodAt).not.toBeNull();
  });

  it("that still works is kept, and the time of the last success is updated", async () => {
    const connectionId = await connect();
    const before = await rowOf(connectionId);
    const after = await testKey(connectionId);
    expect([after.health, after.expiresAt]).toEqual(["healthy", null]);
    expect(after.lastGoodAt?.getTime()).toBeGreaterThan(before.lastGoodAt?.getTime() ?? 0);
  });

  it("that is rejected twice needs a reconnect and is still served with the reason", async () => {
    const connectionId = await connect();
    await replaceKey(connectionId, "lab_key_revoked");
    expect(await testKey(connectionId)).toMatchObject({ health: "failing", attempts: 1 });
    expect(await testKey(connectionId)).toMatchObject({ health: "needs_reconnect", refreshDueAt: null });
    expect((await eventsOf(connectionId)).at(-1)).toMatchObject({ success: false, error: { type: "revoked_grant" } });
    const path = `/connections/${connectionId}?provider_config_key=lab-api-key`;
    const response = await keyhold.call(path, { apiKey: dev.apiKey });
    expect(await response.json()).toMatchObject({
      credentials: { apiKey: "lab_key_revoked" },
      health: { state: "needs_reconnect", next_step: "Ask the end user to reconnect." },
      refresh: { state: "failing" },
    });
  });

  it.each([
    ["lab_key_limited", "rate_limited"],
    ["lab_key_down", "outage"],
  ])("stays failing while the provider responds to %s, and recovers", async (apiKey, kind) => {
    const connectionId = await connect();
    await replaceKey(connectionId, apiKey);
    for (let count = 0; count < 4; count += 1) {
      expect(await testKey(connectionId)).toMatchObject({ health: "failing", lastError: { class: kind } });
    }
    await replaceKey(connectionId, "lab_key_valid");
    expect(await testKey(connectionId)).toMatchObject({ health: "healthy", lastError: null });
  });
});
