import { afterEach, describe, expect, it } from "vitest";
import { db, pool } from "@/server/db";
import { startReceiver } from "@/server/testing/receiver";
import { serveKeyhold } from "@/server/testing/serve";
import { newTeam } from "@/server/testing/team";
import { deliverDue } from "./deliver-due";
import { listDeliveries, retryDelivery } from "./deliveries";
import { updateWebhookSettings } from "./settings";
import { sendTestEvent } from "./test-event";

const receiver = await startReceiver();
await serveKeyhold({ KEYHOLD_OUTBOUND_ALLOW: new URL(receiver.url).host });
const { dev } = await newTeam();
let paths = 0;

afterEach(() => pool().query(`delete from "Delivery"`));

/** Queues one delivery. @returns its path at the receiver. */
async function queued(address?: string): Promise<string> {
  paths += 1;
  const path = `/hook-${paths}`;
  await updateWebhookSettings(dev.ctx, { primaryUrl: address ?? receiver.url + path });
  await sendTestEvent(dev.ctx);
  return path;
}

async function only() {
  const [delivery, ...more] = await listDeliveries(dev.ctx);
  if (!delivery || more.length > 0) throw new Error(`${more.length + 1} deliveries instead of one`);
  return delivery;
}

/** Seconds until the next attempt. */
async function waitSeconds(): Promise<number> {
  const { nextAttemptAt } = await only();
  return ((nextAttemptAt?.getTime() ?? Number.NaN) - Date.now()) / 1000;
}

async function makeDeliveryDue(): Promise<void> {
  await pool().query(`update "Delivery" set "nextAttemptAt" = now() - interval '1 second' where status = 'pending'`);
}

describe("a delivery", () => {
  it("succeeds with any 2xx", async () => {
    const path = await queued();
    receiver.answer(path, { status: 204 });
    expect(await deliverDue("worker")).toBe(1);
    expect(await only()).toMatchObject({ status: "delivered", attempts: 1, lastStatus: 204, nextAttemptAt: null });
    expect(await deliverDue("worker")).toBe(0);
  });

  it.each([500, 503, 404, 401, 429])(
    "is retried after about five seconds when the endpoint returns %i",
    async (status) => {
      const path = await queued();
      receiver.answer(path, { status });
      await deliverDue("worker");
      expect(await only()).toMatchObject({
        status: "pending",
        attempts: 1,
        lastStatus: status,
        lastError: `The endpoint returned ${status}.`,
      });
      const wait = await waitSeconds();
      expect(wait).toBeGreaterThan(1);
      expect(wait).toBeLessThanOrEqual(6);
      expect(await deliverDue("worker")).toBe(0);
    },
  );

  it("fails after ten attempts, and can be retried manually", async () => {
    const path = await queued();
    receiver.answer(path, { status: 500 });
    for (let attempt = 1; attempt <= 10; attempt += 1) {
      expect((await only()).status).toBe("pending");
      await makeDeliveryDue();
      expect(await deliverDue("worker")).toBe(1);
    }
    const failed = await only();
    expect(failed).toMatchObject({ status: "failed", attempts: 10, nextAttemptAt: null });
    const ids = new Set(receiver.callsTo(path).map(({ headers }) => headers["webhook-id"]));
    expect(ids.size).toBe(1); // the receiver can recognize duplicates
    receiver.answer(path, { status: 200 });
    await retryDelivery(dev.ctx, { id: failed.id });
    await deliverDue("worker");
    expect(await only()).toMatchObject({ status: "delivered", attempts: 1 });
  });

  it.each([
    ["seconds", () => "120", 120],
    ["a date", () => new Date(Date.now() + 120_000).toUTCString(), 120],
    ["less than the schedule", () => "0", 0],
    ["a day at most", () => "99999999999999999999", 24 * 60 * 60],
    ["nonsense", () => "soon", 0],
    ["a negative number", () => "-5", 0],
  ])("respects Retry-After: %s", async (_name, header, seconds) => {
    const path = await queued();
    receiver.answer(path, { status: 503, headers: { "retry-after": header() } });
    await deliverDue("worker");
    const wait = await waitSeconds();
    expect(wait).toBeGreaterThan(Math.max(seconds - 5, 1));
    expect(wait).toBeLessThan(Math.max(seconds, 6) + 5);
  });

  it("fails without retries after a 410", async () => {
    const path = await queued();
    receiver.answer(path, { status: 410 });
    await deliverDue("worker");
    expect(await only()).toMatchObject({ status: "failed", lastStatus: 410, nextAttemptAt: null });
  });

  it.each([301, 302, 307, 308])("does not follow redirects: %i is a failure", async (status) => {
    const path = await queued();
    receiver.answer(path, { status, headers: { location: `${receiver.url}/elsewhere` } });
    await deliverDue("worker");
    expect(await only()).toMatchObject({ status: "pending", lastStatus: status });
    expect(receiver.callsTo("/elsewhere")).toEqual([]);
  });

  it.each([
    "http://127.0.0.1:1/",
    "https://127.0.0.1:5432/",
    "https://[::1]/",
    "http://169.254.169.254/latest",
    "https://10.0.0.1/",
  ])("is not sent to a private address that is not allowed: %s", async (address) => {
    await queued(address);
    await deliverDue("worker");
    const { status, lastStatus, lastError } = await only();
    expect([status, lastStatus]).toEqual(["pending", null]);
    expect(lastError).toMatch(/public internet|https/);
  });

  it("is sent once when many workers run at the same time", async () => {
    const all = await Promise.all([...Array(30)].map(() => queued()));
    const done = await Promise.all([...Array(6)].map((_, index) => deliverDue(`worker ${index}`, { limit: 10 })));
    expect(done.reduce((sum, count) => sum + count, 0)).toBe(30);
    const ids = all.flatMap((path) => receiver.callsTo(path)).map(({ headers }) => headers["webhook-id"]);
    expect(ids).toHaveLength(30);
    expect(new Set(ids).size).toBe(30);
  });

  it("is not sent while another worker's lease is valid", async () => {
    const path = await queued();
    await pool().query(`update "Delivery" set "leaseOwner" = 'other', "leaseUntil" = now() + interval '1 minute'`);
    expect(await deliverDue("worker")).toBe(0);
    await pool().query(`update "Delivery" set "leaseUntil" = now() - interval '1 second'`);
    expect(await deliverDue("worker")).toBe(1);
    expect(receiver.callsTo(path)).toHaveLength(1);
  });

  it("does not change when a worker that lost its lease settles it", async () => {
    const path = await queued();
    receiver.answer(path, async () => {
      await db().delivery.updateMany({ where: { leaseOwner: "slow" }, data: { leaseOwner: "other" } });
      return { status: 200 };
    });
    await deliverDue("slow");
    expect(await only()).toMatchObject({ status: "pending", lastStatus: null });
  });
});
