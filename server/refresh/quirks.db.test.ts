import { describe, expect, it } from "vitest";
import { db } from "@/server/db";
import { flowsOf } from "@/server/testing/flow";
import { serveKeyhold } from "@/server/testing/serve";
import { eventsOf } from "@/server/testing/stored";
import { newTeam } from "@/server/testing/team";
import { json, startTokenServer, type TokenAnswer } from "@/server/testing/token-server";
import { findConnectionRow, openCredentials } from "@/server/vault/connection";
import { refreshHere } from "./refresh-claimed";
import { type Expected, FAILURES, SUCCESSES } from "./testing/quirks";

const provider = await startTokenServer();
const keyhold = await serveKeyhold({ KEYHOLD_PUBLIC_URL: provider.url });
const flows = flowsOf(keyhold);
const { dev } = await newTeam();
await flows.addIntegration(dev, "lab-oauth2");

const first = json({ access_token: "at_old", refresh_token: "rt_old", expires_in: 3600 });
const rowOf = (connectionId: string) => findConnectionRow(dev.ctx, { connectionId, providerConfigKey: "lab-oauth2" });

async function connect(): Promise<string> {
  provider.answerWith(() => first);
  return flows.connect(dev);
}

/** Refreshes once, with this response of the provider. */
async function refresh(connectionId: string, answer: () => TokenAnswer | Promise<TokenAnswer>) {
  provider.answerWith(answer);
  await refreshHere(await rowOf(connectionId));
  return rowOf(connectionId);
}

async function check(connectionId: string, expected: Expected): Promise<void> {
  const row = await rowOf(connectionId);
  const { inflightAt, leaseUntil } = await db().connection.findFirstOrThrow({ where: { connectionId } });
  const hasFailed = expected.class !== undefined;
  const secondsTo = (date: Date | null) => (date === null ? null : (date.getTime() - row.readAt.getTime()) / 1000);
  expect([row.health, row.lastError?.class, leaseUntil]).toEqual([expected.health, expected.class, null]);
  const stored = await openCredentials(row);
  expect(stored).toMatchObject({
    access_token: expected.accessToken ?? (hasFailed ? "at_old" : "at_new"),
    refresh_token: expected.refreshToken ?? (hasFailed ? "rt_old" : "rt_new"),
  });
  expect(inflightAt !== null, "the in-flight mark").toBe(expected.isUnanswered ?? false);
  if (expected.expiresIn === null) expect(row.expiresAt).toBeNull();
  if (typeof expected.expiresIn === "number") {
    expect(Math.abs((secondsTo(row.expiresAt) ?? 0) - expected.expiresIn)).toBeLessThan(10);
    // Refreshed before it expires, and not before 40 % of its lifetime.
    expect(secondsTo(row.refreshDueAt)).toBeLessThan(expected.expiresIn);
    expect(secondsTo(row.refreshDueAt)).toBeGreaterThan(expected.expiresIn * 0.39);
  }
  if (hasFailed && expected.health === "failing")
    expect(secondsTo(row.refreshDueAt)).toBeGreaterThan(expected.notBefore ?? 20);
  if (expected.health === "needs_reconnect") expect(row.refreshDueAt).toBeNull();
}

describe("a successful refresh when the provider", () => {
  it.each(SUCCESSES)("%s", async (_name, answer, expected) => {
    const connectionId = await connect();
    await refresh(connectionId, answer);
    await check(connectionId, expected);
    expect(await eventsOf(connectionId)).toHaveLength(1); // its creation
  });
});

describe("a failed refresh when the provider responds with", () => {
  it.each(FAILURES)("%s", async (_name, answer, expected) => {
    const connectionId = await connect();
    await refresh(connectionId, answer);
    await check(connectionId, expected);
    // The token is valid, so only a needed reconnect is reported.
    const notified = (await eventsOf(connectionId)).slice(1).map(({ error }) => (error as { type: string }).type);
    expect(notified).toEqual(expected.health === "needs_reconnect" ? [expected.class] : []);
    // Temporary failures recover automatically.
    if (expected.health === "needs_reconnect") return;
    await refresh(connectionId, () => json({ access_token: "at_new", refresh_token: "rt_new", expires_in: 3600 }));
    await check(connectionId, { health: "healthy", expiresIn: 3600 });
  });
});

describe("several refreshes in a row", () => {
  it("need a reconnect after invalid_client twice, are retried, and send a webhook on recovery", async () => {
    const connectionId = await connect();
    const refuse = () => json({ error: "invalid_client" }, 401);
    await refresh(connectionId, refuse);
    const lost = await refresh(connectionId, refuse);
    expect([lost.health, lost.lastError?.code]).toEqual(["needs_reconnect", "integration_client_refused"]);
    expect(lost.refreshDueAt).not.toBeNull();
    await refresh(connectionId, () => first);
    const notified = (await eventsOf(connectionId)).slice(1);
    expect(notified).toMatchObject([{ success: false, error: { type: "bad_client" } }, { success: true }]);
    expect(await rowOf(connectionId)).toMatchObject({ health: "healthy", attempts: 0 });
  });

  it("are interrupted when a refresh was cut off and the next one gets invalid_grant", async () => {
    const connectionId = await connect();
    await refresh(connectionId, () => null);
    const row = await refresh(connectionId, () => json({ error: "invalid_grant" }, 400));
    expect(row.health).toBe("interrupted");
    expect(row.healthReason).toMatchObject({
      code: "health.interrupted",
      params: { reason: { code: "health.refresh_token_rejected" } },
    });
    expect((await eventsOf(connectionId)).at(-1)).toMatchObject({ success: false, error: { type: "interrupted" } });
  });

  it("are interrupted when an HTML page with status 200 is followed by invalid_grant", async () => {
    const connectionId = await connect();
    await refresh(connectionId, () => ({ body: "<h1>hello</h1>" }));
    expect((await refresh(connectionId, () => json({ error: "invalid_grant" }, 400))).health).toBe("interrupted");
  });

  it("need a reconnect when status 500 is followed by invalid_grant", async () => {
    const connectionId = await connect();
    await refresh(connectionId, () => ({ status: 500, body: "" }));
    expect((await refresh(connectionId, () => json({ error: "invalid_grant" }, 400))).health).toBe("needs_reconnect");
  });

  it("wait longer after each failure, up to 15 minutes", async () => {
    const connectionId = await connect();
    const waits: number[] = [];
    for (let count = 0; count < 8; count += 1) {
      const { refreshDueAt, readAt } = await refresh(connectionId, () => ({ status: 500, body: "" }));
      waits.push(((refreshDueAt?.getTime() ?? 0) - readAt.getTime()) / 1000);
    }
    expect(waits[0]).toBeLessThan(40);
    expect(waits[4]).toBeGreaterThan(300);
    expect(Math.max(...waits)).toBeLessThan(15 * 60 * 1.21);
  });

  it("affect only the first connection when a second one of the same account invalidates its grant", async () => {
    const [one, two] = [await connect(), await connect()];
    await refresh(one, () => json({ error: "invalid_grant" }, 400));
    await refresh(two, () => first);
    expect([(await rowOf(one)).health, (await rowOf(two)).health]).toEqual(["needs_reconnect", "healthy"]);
  });
});
