import { InngestTestEngine } from "@inngest/test";
import { beforeEach, describe, expect, it } from "vitest";
import { perProcess } from "@/server/core/per-process";
import { type Announcement, db, inTransaction, pool } from "@/server/db";
import { makeDue } from "@/server/testing/due";
import { flowsOf } from "@/server/testing/flow";
import { startReceiver } from "@/server/testing/receiver";
import { serveKeyhold } from "@/server/testing/serve";
import { newTeam, type TestEnvironment } from "@/server/testing/team";
import { listDeliveries, retryDelivery } from "@/server/webhooks/deliveries";
import { queueEvent } from "@/server/webhooks/queue-event";
import { updateWebhookSettings } from "@/server/webhooks/settings";
import { sendTestEvent } from "@/server/webhooks/test-event";
import { sendAnnouncements } from "./announcements";
import { inngestClient } from "./client";
import { DELIVERY_QUEUED, REFRESH_WANTED } from "./events";
import { inngestFunctions } from "./functions";
import { handleInngest } from "./handler";
import { runSigned, SIGNING_KEY } from "./testing/calls";
import { type SentEvent, startEventApi } from "./testing/event-api";

const [receiver, eventApi] = [await startReceiver(), await startEventApi()];
const keyhold = await serveKeyhold({
  INNGEST_EVENT_KEY: "test-event-key",
  INNGEST_SIGNING_KEY: SIGNING_KEY,
  INNGEST_BASE_URL: eventApi.url,
  KEYHOLD_OUTBOUND_ALLOW: new URL(receiver.url).host,
});
await sendAnnouncements();
const flows = flowsOf(keyhold);
const functions = inngestFunctions(await inngestClient());

let teams = 0;

/** Creates a team whose webhooks go to their own path. */
async function newCustomer(): Promise<{ dev: TestEnvironment; path: string }> {
  const { dev } = await newTeam();
  await flows.addIntegration(dev, "lab-oauth2");
  teams += 1;
  const path = `/team-${teams}`;
  await updateWebhookSettings(dev.ctx, { primaryUrl: receiver.url + path });
  return { dev, path };
}

const deliveryOf = (dev: TestEnvironment) =>
  db().delivery.findFirstOrThrow({ where: { environmentId: dev.ctx.environmentId }, orderBy: { createdAt: "desc" } });

function functionOf(id: string) {
  const found = functions.find((one) => one.id() === id);
  if (!found) throw new Error(`Unknown function ${id}`);
  return found;
}

function engineOf(id: string, event?: SentEvent) {
  return new InngestTestEngine({ function: functionOf(id), events: [event ?? { name: "inngest/scheduled.timer" }] });
}

const take = ({ ctx }: TestEnvironment) => eventApi.take(ctx.environmentId);

/** Returns the only event since the last call. */
function takeOne(dev: TestEnvironment): SentEvent {
  const [event, ...more] = take(dev);
  if (!event || more.length > 0) throw new Error(`${more.length + 1} events instead of one`);
  return event;
}

beforeEach(async () => {
  eventApi.behave("accepts");
  await pool().query(`delete from "Delivery"`);
});

describe("queueing a webhook under Inngest", () => {
  it("sends an event in the same request, with the delivery as idempotency key and only IDs as data", async () => {
    const { dev } = await newCustomer();
    await flows.connect(dev);
    const { id, endpointId, environmentId, nextAttemptAt } = await deliveryOf(dev);
    expect(takeOne(dev)).toMatchObject({
      id: `${id}:${nextAttemptAt?.getTime()}`,
      name: DELIVERY_QUEUED,
      data: { environmentId, lane: endpointId },
    });
    expect(eventApi.keys.at(-1)).toBe("test-event-key");
  });

  it("sends nothing when the transaction is rolled back", async () => {
    const { dev } = await newCustomer();
    const failing = inTransaction(async (tx) => {
      await queueEvent(tx, dev.ctx, { type: "test", payload: { from: "nango" } });
      throw new Error("undo");
    });
    await expect(failing).rejects.toThrow("undo");
    expect(take(dev)).toEqual([]);
  });

  it("sends one event for all deliveries of a transaction to one endpoint", async () => {
    const { dev } = await newCustomer();
    await inTransaction(async (tx) => {
      for (let n = 0; n < 3; n += 1) await queueEvent(tx, dev.ctx, { type: "test", payload: { n } });
    });
    expect(take(dev)).toHaveLength(1);
    expect(await listDeliveries(dev.ctx)).toHaveLength(3);
  });

  it("gives a connection's own URL a separate lane, without the URL in the event", async () => {
    const { dev } = await newCustomer();
    await flows.connect(dev, { webhook_url_override: `${receiver.url}/own?key=secret` });
    const event = takeOne(dev);
    expect(event.data.lane).toBe((await deliveryOf(dev)).id);
    expect(JSON.stringify(event)).not.toMatch(/own|secret/);
  });

  it("sends an event for a failed refresh, a test event and a manual retry", async () => {
    const { dev, path } = await newCustomer();
    receiver.answer(path, { status: 410 });
    const connectionId = await flows.connect(dev, { lab: { lab_refresh: "invalid_grant" } });
    const first = takeOne(dev);
    await makeDue(connectionId, "expired");
    await keyhold.call(`/connections/${connectionId}?provider_config_key=lab-oauth2`, { apiKey: dev.apiKey });
    const ids = [first.id, takeOne(dev).id];
    await sendTestEvent(dev.ctx);
    ids.push(takeOne(dev).id);
    await retryDelivery(dev.ctx, await deliveryOf(dev));
    ids.push(takeOne(dev).id);
    expect(new Set(ids).size).toBe(4);
  });

  it.each(["refuses", "hangs"] as const)(
    "succeeds in bounded time when the event API %s, and the sweep delivers",
    async (how) => {
      const { dev, path } = await newCustomer();
      eventApi.behave(how);
      const startedAt = performance.now();
      await expect(sendTestEvent(dev.ctx)).resolves.toEqual({ deliveries: 1 });
      expect(performance.now() - startedAt).toBeLessThan(4_000);
      expect(receiver.callsTo(path)).toEqual([]);
      expect((await engineOf("sweep-webhooks").execute()).result).toEqual({ done: 1 });
      expect(receiver.callsTo(path)).toHaveLength(1);
    },
  );

  it("doesn't call the event API when nothing was announced", async () => {
    eventApi.behave("hangs");
    const startedAt = performance.now();
    await inTransaction((tx) => tx.team.count());
    expect(performance.now() - startedAt).toBeLessThan(900);
  });
});

describe("correcting an integration's client under Inngest", () => {
  it("requests a scan immediately when refreshes failed because of the client", async () => {
    const { dev } = await newCustomer();
    const connectionId = await flows.connect(dev);
    await db().connection.updateMany({ where: { connectionId }, data: { lastError: { class: "bad_client" } } });
    take(dev);
    const credentials = { type: "OAUTH2", client_id: "lab-client", client_secret: "lab-secret" };
    const json = { credentials };
    const { status } = await keyhold.call("/integrations/lab-oauth2", { method: "PATCH", apiKey: dev.apiKey, json });
    expect(status).toBe(200);
    expect(takeOne(dev)).toMatchObject({ name: REFRESH_WANTED, data: { environmentId: dev.ctx.environmentId } });
  });
});

describe("the function that delivers", () => {
  const address = `${keyhold.url}/api/inngest?fnId=keyhold-deliver-webhooks&stepId=step`;

  it("runs once at a time for one endpoint", () => {
    expect(functionOf("deliver-webhooks").opts).toMatchObject({
      retries: 0,
      concurrency: [{ limit: 50 }, { key: "event.data.lane", limit: 1 }],
    });
  });

  it("sends the waiting deliveries of its own lane only, and stores no payload with Inngest", async () => {
    const [one, other] = [await newCustomer(), await newCustomer()];
    await sendTestEvent(other.dev.ctx);
    await flows.connect(one.dev);
    const { result, stored } = await runSigned(handleInngest, address, takeOne(one.dev));
    expect(result).toEqual({ done: 1 });
    expect([receiver.callsTo(one.path).length, receiver.callsTo(other.path).length]).toEqual([1, 0]);
    expect(take(one.dev)).toEqual([]);
    expect(stored).not.toMatch(/127\.0\.0\.1|payload|connectionId|whsec/);
  });

  it("schedules its next call for the next attempt", async () => {
    const { dev, path } = await newCustomer();
    receiver.answer(path, { status: 503 });
    await sendTestEvent(dev.ctx);
    const first = takeOne(dev);
    await runSigned(handleInngest, address, first);
    const { nextAttemptAt } = await deliveryOf(dev);
    const next = takeOne(dev);
    expect(next).toMatchObject({ name: DELIVERY_QUEUED, data: first.data, ts: nextAttemptAt?.getTime() });
    expect(next.id).not.toBe(first.id);

    receiver.answer(path, { status: 200 });
    await pool().query(`update "Delivery" set "nextAttemptAt" = now()`);
    expect((await runSigned(handleInngest, address, next)).result).toEqual({ done: 1 });
    expect(receiver.callsTo(path)).toHaveLength(2);
    expect(take(dev)).toEqual([]);
  });

  it("schedules its next call after the lease when another process holds the due delivery", async () => {
    const { dev, path } = await newCustomer();
    await sendTestEvent(dev.ctx);
    await pool().query(`update "Delivery" set "leaseOwner" = 'other', "leaseUntil" = now() + interval '20 seconds'`);
    expect((await runSigned(handleInngest, address, takeOne(dev))).result).toEqual({ done: 0 });
    expect(takeOne(dev).ts).toBe((await deliveryOf(dev)).leaseUntil?.getTime());
    expect(receiver.callsTo(path)).toEqual([]);
  });

  it("sends each delivery once when it runs twice, concurrently with the sweep", async () => {
    const { dev, path } = await newCustomer();
    await inTransaction(async (tx) => {
      for (let n = 0; n < 30; n += 1) await queueEvent(tx, dev.ctx, { type: "test", payload: { n } });
    });
    const event = takeOne(dev);
    const runs = [engineOf("deliver-webhooks", event), engineOf("deliver-webhooks", event), engineOf("sweep-webhooks")];
    await Promise.all(runs.map((engine) => engine.execute()));
    const ids = receiver.callsTo(path).map(({ headers }) => headers["webhook-id"]);
    expect([ids.length, new Set(ids).size]).toEqual([30, 30]);
  });
});

describe("a process without Inngest", () => {
  it("announces deliveries with NOTIFY only", async () => {
    const { dev } = await newCustomer();
    const ears = perProcess("announcements", (): { listener?: (all: Announcement[]) => Promise<unknown> } => ({}));
    const { listener } = ears();
    ears.take();
    const client = await pool().connect();
    try {
      await client.query("listen keyhold_delivery");
      const heard = new Promise((resolve) => client.once("notification", ({ channel }) => resolve(channel)));
      await sendTestEvent(dev.ctx);
      expect(await heard).toBe("keyhold_delivery");
      expect(take(dev)).toEqual([]);
    } finally {
      client.release(true);
      if (listener) ears().listener = listener;
    }
  });
});
