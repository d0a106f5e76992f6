import { createHash, createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { describe, expect, it, vi } from "vitest";
import { deleteConnection } from "@/server/connections/delete";
import { sortedJson } from "@/server/core/json";
import { db, inTransaction, pool } from "@/server/db";
import { newBrowser } from "@/server/testing/browser";
import { makeDue } from "@/server/testing/due";
import { flowsOf } from "@/server/testing/flow";
import { startReceiver } from "@/server/testing/receiver";
import { serveKeyhold } from "@/server/testing/serve";
import { eventsOf } from "@/server/testing/stored";
import { newTeam } from "@/server/testing/team";
import { deliverDue } from "./deliver-due";
import { queueEvent } from "./queue-event";
import { readWebhookSettings, updateWebhookSettings } from "./settings";
import { revealSigningKey, rotateSigningKey } from "./signing-key";
import { sendTestEvent } from "./test-event";

const receiver = await startReceiver();
const keyhold = await serveKeyhold({ KEYHOLD_OUTBOUND_ALLOW: new URL(receiver.url).host });
const flows = flowsOf(keyhold);

/** Creates a team whose webhooks go to their own path. */
async function newCustomer(path: string) {
  const { dev } = await newTeam();
  await flows.addIntegration(dev, "lab-oauth2");
  await updateWebhookSettings(dev.ctx, { primaryUrl: receiver.url + path });
  return dev;
}

/** Sends deliveries until the path has this many calls. */
async function deliverTo(path: string, count: number) {
  await vi.waitFor(async () => {
    await deliverDue("worker");
    expect(receiver.callsTo(path)).toHaveLength(count);
  });
  return receiver.callsTo(path);
}

describe("the outbox", () => {
  it("has no event of a change that was rolled back", async () => {
    const { dev } = await newTeam();
    const failing = inTransaction(async (tx) => {
      await queueEvent(tx, dev.ctx, { type: "test", payload: { from: "nango" } });
      throw new Error("undo");
    });
    await expect(failing).rejects.toThrow("undo");
    expect(await db().event.count({ where: { environmentId: dev.ctx.environmentId } })).toBe(0);
  });

  it("rolls the connection back when its event can't be written", async () => {
    const dev = await newCustomer("/atomic");
    const { browser, callback, connectionId } = await flows.waiting(dev);
    await pool().query(`create function refuse() returns trigger language plpgsql as $$ begin
      if new.payload->>'connectionId' = '${connectionId}' then raise exception 'no room'; end if; return new; end $$`);
    await pool().query(`create trigger refuse before insert on "Event" for each row execute function refuse()`);
    try {
      expect((await browser.go(callback.href)).status).toBe(500);
      expect(await db().connection.count({ where: { connectionId } })).toBe(0);
      expect(await eventsOf(connectionId)).toEqual([]);
    } finally {
      await pool().query(`drop trigger refuse on "Event"`);
    }
  });

  it("has the event as soon as the connection exists", async () => {
    const dev = await newCustomer("/at-once");
    const connectionId = await flows.connect(dev);
    expect(await eventsOf(connectionId)).toHaveLength(1);
    await deleteConnection(dev.ctx, { connectionId, providerConfigKey: "lab-oauth2" });
    const calls = await deliverTo("/at-once", 2); // the event outlives its connection
    expect(calls.map(({ body }) => JSON.parse(body).operation).sort()).toEqual(["creation", "deletion"]);
  });
});

describe("a webhook", () => {
  it("can be verified with the Standard Webhooks library and with the wire protocol's headers", async () => {
    const dev = await newCustomer("/signed");
    const connectionId = await flows.connect(dev);
    const [call] = await deliverTo("/signed", 1);
    const { body = "", headers = {} } = call ?? {};
    const { signingKey } = await revealSigningKey(dev.ctx);
    const event = new Webhook(signingKey).verify(body, headers as Record<string, string>);
    expect(event).toMatchObject({ type: "auth", operation: "creation", success: true, connectionId });
    expect(headers["content-type"]).toBe("application/json");
    expect(headers["webhook-id"]).toMatch(/^evt_[a-z2-7]{20}$/);
    expect(headers["x-nango-hmac-sha256"]).toBe(createHmac("sha256", signingKey).update(body).digest("hex"));
    expect(headers["x-nango-signature"]).toBe(
      createHash("sha256")
        .update(signingKey + body)
        .digest("hex"),
    );
  });

  it("has its keys sorted, at every depth", async () => {
    const dev = await newCustomer("/sorted");
    const tags = { zebra: "1", ant: "2", Mouse: "3" };
    await flows.connect(dev, { tags, end_user: { id: "u", tags: { b: "1", a: "2" } } });
    const [call] = await deliverTo("/sorted", 1);
    expect(call?.body).toBe(sortedJson(JSON.parse(call?.body ?? "")));
    expect(Object.keys(JSON.parse(call?.body ?? ""))).toEqual([
      ...["authMode", "connectionId", "endUser", "environment", "from", "operation", "provider"],
      ...["providerConfigKey", "success", "tags", "type"],
    ]);
  });

  it.each([
    ["body", (call: { body: string }) => ({ ...call, body: `${call.body} ` })],
    ["id", (call: { headers: object }) => ({ ...call, headers: { ...call.headers, "webhook-id": "evt_other" } })],
    ["time", (call: { headers: object }) => ({ ...call, headers: { ...call.headers, "webhook-timestamp": "1" } })],
  ])("fails verification with another %s", async (what, forge) => {
    const path = `/forged-${what}`;
    const dev = await newCustomer(path);
    await sendTestEvent(dev.ctx);
    await flows.connect(dev);
    const [, call] = await deliverTo(path, 2);
    const forged = { body: "", headers: {}, ...forge(call as never) };
    const { signingKey } = await revealSigningKey(dev.ctx);
    expect(() => new Webhook(signingKey).verify(forged.body, forged.headers)).toThrow();
  });

  it("is signed with the old and the new key for a day after a rotation, then only with the new one", async () => {
    const dev = await newCustomer("/rotated");
    const { signingKey: old } = await revealSigningKey(dev.ctx);
    const { signingKey: current } = await rotateSigningKey(dev.ctx);
    await sendTestEvent(dev.ctx);
    const [first] = await deliverTo("/rotated", 1);
    for (const key of [old, current]) {
      expect(new Webhook(key).verify(first?.body ?? "", first?.headers as never)).toMatchObject({ type: "test" });
    }
    expect(first?.headers["x-nango-hmac-sha256"]).toBe(
      createHmac("sha256", current)
        .update(first?.body ?? "")
        .digest("hex"),
    );
    const [{ hours } = { hours: 0 }] = await db().$queryRaw<{ hours: number }[]>`
      select extract(epoch from max("retiredAt") - now())::float / 3600 as hours from "WebhookSigningKey"
      where "environmentId" = ${dev.ctx.environmentId}::uuid`;
    expect(hours).toBeCloseTo(24, 1);
    await db().webhookSigningKey.updateMany({
      where: { environmentId: dev.ctx.environmentId, retiredAt: { not: null } },
      data: { retiredAt: new Date(Date.now() - 1) },
    });
    await sendTestEvent(dev.ctx);
    const second = (await deliverTo("/rotated", 2)).at(-1);
    expect(() => new Webhook(old).verify(second?.body ?? "", second?.headers as never)).toThrow();
    expect(new Webhook(current).verify(second?.body ?? "", second?.headers as never)).toMatchObject({ type: "test" });
  });

  it("contains no credentials", async () => {
    const dev = await newCustomer("/bare");
    const connectionId = await flows.connect(dev);
    const path = `/connections/${connectionId}?provider_config_key=lab-oauth2&refresh_token=true`;
    const { credentials } = await (await keyhold.call(path, { apiKey: dev.apiKey })).json();
    const [call] = await deliverTo("/bare", 1);
    for (const secret of [credentials.access_token, credentials.refresh_token])
      expect(call?.body).not.toContain(secret);
  });
});

describe("sending webhooks", () => {
  it("sends a test event to every endpoint, and fails without one", async () => {
    const dev = await newCustomer("/primary");
    await updateWebhookSettings(dev.ctx, { secondaryUrl: `${receiver.url}/secondary` });
    expect(await sendTestEvent(dev.ctx)).toEqual({ deliveries: 2 });
    const [call] = await deliverTo("/primary", 1);
    expect(JSON.parse(call?.body ?? "")).toMatchObject({ type: "test", environment: "dev" });
    await deliverTo("/secondary", 1);
    await updateWebhookSettings(dev.ctx, { primaryUrl: "", secondaryUrl: "" });
    await expect(sendTestEvent(dev.ctx)).rejects.toMatchObject({ code: "conflict" });
  });

  it("uses the session's URL instead of the environment's, also for later failures", async () => {
    const dev = await newCustomer("/replaced");
    const override = `${receiver.url}/override`;
    const connectionId = await flows.connect(dev, { webhook_url_override: override });
    await flows.setLab(connectionId, { refresh: "invalid_grant" });
    await makeDue(connectionId, "expired");
    await keyhold.call(`/connections/${connectionId}?provider_config_key=lab-oauth2`, { apiKey: dev.apiKey });
    const calls = await deliverTo("/override", 2);
    expect(calls.map(({ body }) => JSON.parse(body).operation).sort()).toEqual(["creation", "refresh"]);
    expect(receiver.callsTo("/replaced")).toEqual([]);
  });

  it("can be turned off separately for creations and failed refreshes", async () => {
    const dev = await newCustomer("/toggles");
    expect(await readWebhookSettings(dev.ctx)).toMatchObject({ onAuthCreation: true, onAuthRefreshError: true });
    await updateWebhookSettings(dev.ctx, { onAuthCreation: false });
    const silent = await flows.connect(dev, { lab: { lab_refresh: "invalid_grant" } });
    expect(await eventsOf(silent)).toEqual([]);
    await updateWebhookSettings(dev.ctx, { onAuthCreation: true, onAuthRefreshError: false });
    const connectionId = await flows.connect(dev, { lab: { lab_refresh: "invalid_grant" } });
    await makeDue(connectionId, "expired");
    await keyhold.call(`/connections/${connectionId}?provider_config_key=lab-oauth2`, { apiKey: dev.apiKey });
    expect((await eventsOf(connectionId)).map(({ operation }) => operation)).toEqual(["creation"]);
  });

  it("sends a webhook for a reconnect even if creations are turned off", async () => {
    const dev = await newCustomer("/override-told");
    await updateWebhookSettings(dev.ctx, { onAuthCreation: false });
    const connectionId = await flows.connect(dev);
    const browser = newBrowser(keyhold);
    const token = await flows.reconnectSession(dev, connectionId);
    await browser.go((await browser.go((await flows.begin(browser, token)).href)).headers.get("location") ?? "");
    expect((await eventsOf(connectionId)).map(({ operation }) => operation)).toEqual(["override"]);
  });
});
