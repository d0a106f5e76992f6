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

/** Renews once, with the provider in this mood. */
async function renew(connectionId: string, answer: () => TokenAnswer | Promise<TokenAnswer>) {
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
  expect(inflightAt !== null, "the mark of a renewal under way").toBe(expected.isUnanswered ?? false);
  if (expected.expiresIn === null) expect(row.expiresAt).toBeNull();
  if (typeof expected.expiresIn === "number") {
    expect(Math.abs((secondsTo(row.expiresAt) ?? 0) - expected.expiresIn)).toBeLessThan(10);
    // Renewed before its end, and not before 40 % of its life.
    expect(secondsTo(row.refreshDueAt)).toBeLessThan(expected.expiresIn);
    expect(secondsTo(row.refreshDueAt)).toBeGreaterThan(expected.expiresIn * 0.39);
  }
  if (hasFailed && expected.health === "failing")
    expect(secondsTo(row.refreshDueAt)).toBeGreaterThan(expected.notBefore ?? 20);
  if (expected.health === "needs_reconnect") expect(row.refreshDueAt).toBeNull();
}

describe("a provider that renews, and", () => {
  it.each(SUCCESSES)("%s", async (_name, answer, expected) => {
    const connectionId = await connect();
    await renew(connectionId, answer);
    await check(connectionId, expected);
    expect(await eventsOf(connectionId)).toHaveLength(1); // its creation
  });
});

describe("a provider that does not renew but answers with", () => {
  it.each(FAILURES)("%s", async (_name, answer, expected) => {
    const connectionId = await connect();
    await renew(connectionId, answer);
    await check(connectionId, expected);
    // The token lives: only what is lost is told.
    const told = (await eventsOf(connectionId)).slice(1).map(({ error }) => (error as { type: string }).type);
    expect(told).toEqual(expected.health === "needs_reconnect" ? [expected.class] : []);
    // What may pass heals by itself.
    if (expected.health === "needs_reconnect") return;
    await renew(connectionId, () => json({ access_token: "at_new", refresh_token: "rt_new", expires_in: 3600 }));
    await check(connectionId, { health: "healthy", expiresIn: 3600 });
  });
});

describe("what takes more than one answer", () => {
  it("invalid_client twice asks the team, is tried again by itself, and heals with a webhook", async () => {
    const connectionId = await connect();
    const refuse = () => json({ error: "invalid_client" }, 401);
    await renew(connectionId, refuse);
    const lost = await renew(connectionId, refuse);
    expect([lost.health, lost.lastError?.code]).toEqual(["needs_reconnect", "integration_client_refused"]);
    expect(lost.refreshDueAt).not.toBeNull();
    await renew(connectionId, () => first);
    const told = (await eventsOf(connectionId)).slice(1);
    expect(told).toMatchObject([{ success: false, error: { type: "bad_client" } }, { success: true }]);
    expect(await rowOf(connectionId)).toMatchObject({ health: "healthy", attempts: 0 });
  });

  it("a renewal cut off, then invalid_grant: interrupted, and said so", async () => {
    const connectionId = await connect();
    await renew(connectionId, () => null);
    const row = await renew(connectionId, () => json({ error: "invalid_grant" }, 400));
    expect(row.health).toBe("interrupted");
    expect(row.healthReason).toMatchObject({
      code: "health.interrupted",
      params: { reason: { code: "health.refresh_token_rejected" } },
    });
    expect((await eventsOf(connectionId)).at(-1)).toMatchObject({ success: false, error: { type: "interrupted" } });
  });

  it("a page with status 200, then invalid_grant: interrupted, since the page may have cost the token", async () => {
    const connectionId = await connect();
    await renew(connectionId, () => ({ body: "<h1>hello</h1>" }));
    expect((await renew(connectionId, () => json({ error: "invalid_grant" }, 400))).health).toBe("interrupted");
  });

  it("a status 500, then invalid_grant: revoked, since the provider answered", async () => {
    const connectionId = await connect();
    await renew(connectionId, () => ({ status: 500, body: "" }));
    expect((await renew(connectionId, () => json({ error: "invalid_grant" }, 400))).health).toBe("needs_reconnect");
  });

  it("failures wait longer each time, a quarter of an hour at most", async () => {
    const connectionId = await connect();
    const waits: number[] = [];
    for (let count = 0; count < 8; count += 1) {
      const { refreshDueAt, readAt } = await renew(connectionId, () => ({ status: 500, body: "" }));
      waits.push(((refreshDueAt?.getTime() ?? 0) - readAt.getTime()) / 1000);
    }
    expect(waits[0]).toBeLessThan(40);
    expect(waits[4]).toBeGreaterThan(300);
    expect(Math.max(...waits)).toBeLessThan(15 * 60 * 1.21);
  });

  it("a second connection of the same account that ends the first one's grant: only the first asks for a reconnect", async () => {
    const [one, two] = [await connect(), await connect()];
    await renew(one, () => json({ error: "invalid_grant" }, 400));
    await renew(two, () => first);
    expect([(await rowOf(one)).health, (await rowOf(two)).health]).toEqual(["needs_reconnect", "healthy"]);
  });
});
