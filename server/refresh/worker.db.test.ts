import { afterAll, describe, expect, it, vi } from "vitest";
import { seal } from "@/server/crypto";
import { db, pool } from "@/server/db";
import { flowsOf } from "@/server/testing/flow";
import { serveKeyhold } from "@/server/testing/serve";
import { eventsOf, operationsOf } from "@/server/testing/stored";
import { newTeam } from "@/server/testing/team";
import { json, startTokenServer } from "@/server/testing/token-server";
import { findConnectionRow, openCredentials } from "@/server/vault/connection";
import { reconcileLateReplies } from "./late-replies";
import { noteExpiring } from "./note-expiring";
import { drainRefreshes, refreshDue } from "./refresh-due";

const provider = await startTokenServer();
const keyhold = await serveKeyhold({ KEYHOLD_PUBLIC_URL: provider.url });
const flows = flowsOf(keyhold);
const { dev } = await newTeam();
await flows.addIntegration(dev, "lab-oauth2");
afterAll(drainRefreshes);

let issued = 0;
const fresh = () => {
  issued += 1;
  return json({ access_token: `at_${issued}`, refresh_token: `rt_${issued}`, expires_in: 3600 });
};
const rowOf = (connectionId: string) => findConnectionRow(dev.ctx, { connectionId, providerConfigKey: "lab-oauth2" });
const change = (connectionId: string, set: string) =>
  pool().query(`update "Connection" set ${set} where "connectionId" = $1`, [connectionId]);
const refreshCalls = () => provider.calls.filter(({ form }) => form.get("grant_type") === "refresh_token").length;

async function connect(): Promise<string> {
  provider.answerWith(fresh);
  return flows.connect(dev);
}

async function work(): Promise<void> {
  while ((await refreshDue()) > 0) await drainRefreshes();
}

describe("the worker", () => {
  it("refreshes only what is due, without a read", async () => {
    const [due, later] = [await connect(), await connect()];
    await change(due, `"refreshDueAt" = now()`);
    const before = [await rowOf(due), await rowOf(later)];
    await work();
    expect((await rowOf(due)).fence).toBe((before[0]?.fence ?? 0) + 2);
    expect((await rowOf(later)).fence).toBe(before[1]?.fence);
  });

  it("skips a connection that another process holds, until the lease expires", async () => {
    const held = await connect();
    await change(held, `"refreshDueAt" = now(), "leaseUntil" = now() + interval '1 minute'`);
    const calls = refreshCalls();
    await work();
    expect(refreshCalls()).toBe(calls);
    await change(held, `"leaseUntil" = now() - interval '1 second'`);
    await vi.waitFor(
      async () => {
        await work();
        expect(refreshCalls()).toBe(calls + 1);
      },
      { timeout: 15_000, interval: 500 },
    );
  });

  it("logs each call of a refresh without its secrets", async () => {
    const connectionId = await connect();
    await change(connectionId, `"refreshDueAt" = now()`);
    await work();
    const [operation] = await db().operation.findMany({
      where: { connection: connectionId, type: "refresh" },
      include: { messages: true },
    });
    expect(operation?.messages).toMatchObject([
      {
        level: "info",
        message: {
          code: "step.answered",
          params: { method: "POST", url: expect.stringMatching(/^http.*\/lab\/oauth2\/token$/), status: 200 },
        },
        detail: {
          request: { authorization: "Basic [redacted]", grant_type: "refresh_token", refresh_token: "[redacted]" },
          response: {
            status: 200,
            body: { access_token: "[redacted]", expires_in: 3600, refresh_token: "[redacted]" },
          },
        },
      },
    ]);
    expect(JSON.stringify(operation)).not.toMatch(/at_\d|rt_\d|lab-secret/);
  });

  it("fails wanted refreshes of a host that is down immediately, without calling it", async () => {
    const wanted = await connect();
    const failing = await Promise.all([...Array(6)].map(() => connect()));
    provider.answerWith(() => ({ status: 503, body: "" }));
    for (const id of failing) {
      await change(id, `"refreshDueAt" = now()`);
      await work();
    }
    const calls = refreshCalls();
    await change(wanted, `"expiresAt" = now() - interval '1 second', "refreshWantedAt" = now()`);
    await work();
    const row = await rowOf(wanted);
    expect(refreshCalls()).toBe(calls);
    expect([row.health, row.lastError?.code, row.attempts]).toEqual(["failing", "provider_unavailable", 0]);
    expect(row.healthReason).toMatchObject({ code: "health.provider_still_unavailable" });
  });
});

describe("a late reply", () => {
  async function storeLate(connectionId: string, fence: number, token: string): Promise<void> {
    const row = await rowOf(connectionId);
    const [id, environmentId] = [`late_${token}`, row.environmentId];
    const credentials = { ...(await openCredentials(row)), access_token: `at_${token}`, refresh_token: `rt_${token}` };
    const reply = await seal(credentials, { environmentId, table: "LateReply", rowId: id, field: "reply" });
    await db().lateReply.create({
      data: { id, environmentId, connectionId: row.id, reply, fence, receivedAt: new Date() },
    });
  }

  it("replaces an older token, makes an interrupted connection healthy and sends a webhook", async () => {
    const connectionId = await connect();
    const { fence } = await rowOf(connectionId);
    await change(
      connectionId,
      `health = 'interrupted', "toldClass" = 'interrupted', fence = fence + 4, "lastError" = '{"class":"revoked_grant"}'`,
    );
    await storeLate(connectionId, fence + 1, "late");
    expect(await reconcileLateReplies()).toBe(1);
    const row = await rowOf(connectionId);
    expect([row.health, row.lastError, row.toldClass]).toEqual(["healthy", null, null]);
    expect(await openCredentials(row)).toMatchObject({ refresh_token: "rt_late" });
    expect((await eventsOf(connectionId)).at(-1)).toMatchObject({ operation: "refresh", success: true });
    expect((await operationsOf(connectionId)).at(-1)?.message).toContain("returned late");
    expect(await reconcileLateReplies()).toBe(0);
  });

  it("is ignored when something newer is stored, such as a reconnect", async () => {
    const connectionId = await connect();
    const { fence } = await rowOf(connectionId);
    await change(connectionId, `fence = fence + 2, "storedFence" = fence + 2`);
    const before = await openCredentials(await rowOf(connectionId));
    await storeLate(connectionId, fence + 1, "outdated");
    expect(await reconcileLateReplies()).toBe(1);
    expect(await openCredentials(await rowOf(connectionId))).toEqual(before);
  });

  it("waits while a refresh is running, and the newest of several is used", async () => {
    const connectionId = await connect();
    const { fence } = await rowOf(connectionId);
    await change(connectionId, `fence = fence + 6, "leaseUntil" = now() + interval '1 minute'`);
    await storeLate(connectionId, fence + 1, "older");
    await storeLate(connectionId, fence + 3, "newer");
    expect(await reconcileLateReplies()).toBe(0);
    await change(connectionId, `"leaseUntil" = null`);
    expect(await reconcileLateReplies()).toBe(2);
    expect(await openCredentials(await rowOf(connectionId))).toMatchObject({ refresh_token: "rt_newer" });
  });
});

describe("a connection that expires soon", () => {
  it("is expiring from seven days before, with the reason and the next step", async () => {
    const [near, far] = [await connect(), await connect()];
    await change(
      near,
      `"endsAt" = now() + interval '6 days', "endsBecauseCode" = '{"code":"ends.certificate","params":{}}'`,
    );
    await change(far, `"endsAt" = now() + interval '8 days'`);
    await noteExpiring();
    expect(await rowOf(near)).toMatchObject({
      health: "expiring",
      healthReason: { code: "ends.certificate", params: {} },
      healthNextStep: "next_step.reconnect_before",
    });
    expect((await rowOf(far)).health).toBe("healthy");
  });
});
