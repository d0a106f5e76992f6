import { describe, expect, it } from "vitest";
import { db } from "@/server/db";
import { makeDue } from "@/server/testing/due";
import { flowsOf } from "@/server/testing/flow";
import { serveKeyhold } from "@/server/testing/serve";
import { newTeam } from "@/server/testing/team";

const keyhold = await serveKeyhold();
const flows = flowsOf(keyhold);
const { dev } = await newTeam();
await flows.addIntegration(dev, "lab-oauth2");

const ready = async () => (await keyhold.call("/ready")).json() as Promise<Record<string, Record<string, unknown>>>;

describe("GET /ready", () => {
  it("needs no API key and reports the backlog", async () => {
    const connectionId = await flows.connect(dev);
    const before = (await ready()).backlog;
    await makeDue(connectionId, "valid");
    await db().connection.updateMany({ where: { connectionId }, data: { refreshWantedAt: new Date() } });
    const after = (await ready()).backlog;
    expect(after?.refresh_due).toBe(Number(before?.refresh_due) + 1);
    expect(after?.refresh_wanted).toBe(Number(before?.refresh_wanted) + 1);
    expect(Number(after?.refresh_oldest_seconds)).toBeGreaterThanOrEqual(1);
  });

  it("is ready without a worker, and reports that there is none", async () => {
    await db().workerHeartbeat.deleteMany();
    const { result, worker } = await ready();
    expect([result, worker]).toEqual(["ok", { by: "none", alive: false, count: 0, last_beat_at: null }]);
  });

  it("distinguishes a silent worker from a live one", async () => {
    const at = (seconds: number) => new Date(Date.now() - seconds * 1000);
    await db().workerHeartbeat.deleteMany();
    await db().workerHeartbeat.create({ data: { id: "silent", startedAt: at(100), beatAt: at(20) } });
    expect((await ready()).worker).toMatchObject({
      by: "none",
      alive: false,
      count: 0,
      last_beat_at: expect.any(String),
    });
    await db().workerHeartbeat.create({ data: { id: "lives", startedAt: at(100), beatAt: at(2) } });
    expect((await ready()).worker).toMatchObject({ by: "worker", alive: true, count: 1 });
    await db().workerHeartbeat.deleteMany();
  });

  it("contains no team, connection or host", async () => {
    const text = JSON.stringify(await ready());
    expect(text).not.toContain(dev.ctx.environmentId);
    expect(text).not.toMatch(/conn_|127\.0\.0\.1|lab-oauth2/);
  });
});
