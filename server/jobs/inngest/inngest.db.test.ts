import { InngestTestEngine } from "@inngest/test";
import { beforeAll, describe, expect, it } from "vitest";
import { db, pool } from "@/server/db";
import { makeDue } from "@/server/testing/due";
import { flowsOf } from "@/server/testing/flow";
import { serveKeyhold } from "@/server/testing/serve";
import { newTeam } from "@/server/testing/team";
import { inngestClient } from "./client";
import { REFRESH_DUE } from "./events";
import { inngestFunctions } from "./functions";
import { handleInngest } from "./handler";
import { callOf, SIGNING_KEY, signed, unsigned } from "./testing/calls";

const keyhold = await serveKeyhold({ INNGEST_EVENT_KEY: "test-event-key", INNGEST_SIGNING_KEY: SIGNING_KEY });
const flows = flowsOf(keyhold);
const { dev } = await newTeam();
await flows.addIntegration(dev, "lab-oauth2");

const functions = inngestFunctions(await inngestClient());
function named(id: string) {
  const found = functions.find((one) => one.id() === id);
  if (!found) throw new Error(`Unknown function ${id}`);
  return found;
}
const rowOf = (connectionId: string) => db().connection.findFirstOrThrow({ where: { connectionId } });
const refreshes = async (connectionId: string) =>
  (await flows.ledger(connectionId)).filter(({ event }) => event === "refreshed").length;

async function newDue(): Promise<{ connectionId: string; data: Record<string, unknown> }> {
  const connectionId = await flows.connect(dev);
  await makeDue(connectionId, "valid");
  const { id, environmentId, fence, refreshHost } = await rowOf(connectionId);
  return { connectionId, data: { id, environmentId, fence, host: refreshHost } };
}

describe("refreshes as Inngest functions", () => {
  beforeAll(() => pool().query(`update "Connection" set "refreshDueAt" = null`));

  it("exist for each loop of the worker, and are fanned out by host", () => {
    expect(functions.map((one) => one.id())).toEqual([
      ...["refresh-scan", "refresh-connection", "deliver-webhooks"],
      ...["reconcile-late-replies", "note-expiring", "sweep-webhooks", "purge-expired"],
    ]);
    expect(named("refresh-connection").opts).toMatchObject({
      retries: 0,
      concurrency: [{ limit: 50 }, { key: "event.data.host", limit: 10 }],
    });
  });

  it("get an event from the scan for each due connection, with IDs and numbers and no token", async () => {
    const due = await newDue();
    const engine = new InngestTestEngine({
      function: named("refresh-scan"),
      steps: [{ id: "hand-out-0", handler: () => ({ ids: [] }) }],
    });
    expect((await engine.executeStep("find")).result).toEqual([due.data]);
    expect((await engine.execute()).result).toEqual({ found: 1 });
  });

  it("refresh a connection once, however many events arrive for it", async () => {
    const { connectionId, data } = await newDue();
    const run = () =>
      new InngestTestEngine({ function: named("refresh-connection"), events: [{ name: REFRESH_DUE, data }] }).execute();
    const [first, second] = [await run(), await run()];
    expect([first.result, second.result]).toEqual([{ refreshed: true }, { refreshed: false }]);
    expect(await refreshes(connectionId)).toBe(1);
    const { fence, refreshDueAt } = await rowOf(connectionId);
    expect([fence, refreshDueAt && refreshDueAt > new Date()]).toEqual([Number(data.fence) + 2, true]);
  });

  it("run alongside a webhook sweep with the worker's verb", async () => {
    const { result } = await new InngestTestEngine({ function: named("sweep-webhooks") }).execute();
    expect(result).toEqual({ done: expect.any(Number) });
  });
});

describe("POST /api/inngest", () => {
  const address = `${keyhold.url}/api/inngest?fnId=keyhold-refresh-connection&stepId=step`;

  it("refreshes the connection for a signed call, and returns no secret", async () => {
    const { connectionId, data } = await newDue();
    const response = await handleInngest(signed(address, callOf(REFRESH_DUE, data)));
    const text = await response.text();
    expect([200, 206]).toContain(response.status);
    expect(await refreshes(connectionId)).toBe(1);
    expect(text).toContain('"refreshed":true');
    expect(text).not.toMatch(/token/i);
  });

  it.each([
    ["unsigned", (data: Record<string, unknown>) => unsigned(address, callOf(REFRESH_DUE, data))],
    [
      "signed with another key",
      (data: Record<string, unknown>) => signed(address, callOf(REFRESH_DUE, data), `signkey-test-${"f".repeat(64)}`),
    ],
    [
      "signed an hour ago",
      (data: Record<string, unknown>) =>
        signed(address, callOf(REFRESH_DUE, data), SIGNING_KEY, Math.floor(Date.now() / 1000) - 3600),
    ],
    [
      "signed for another body",
      (data: Record<string, unknown>) => {
        const { headers } = signed(address, callOf(REFRESH_DUE, { ...data, id: "conn_other" }));
        return unsigned(address, callOf(REFRESH_DUE, data), {
          "x-inngest-signature": headers.get("x-inngest-signature") ?? "",
        });
      },
    ],
  ])("rejects a call that is %s, and refreshes nothing", async (_name, make) => {
    const { connectionId, data } = await newDue();
    const response = await handleInngest(make(data));
    expect(response.status).toBe(401);
    expect(await refreshes(connectionId)).toBe(0);
  });

  it("doesn't list the functions in an unsigned call", async () => {
    const response = await handleInngest(
      new Request(`${keyhold.url}/api/inngest`, { headers: { host: new URL(keyhold.url).host } }),
    );
    const text = await response.text();
    expect(text).not.toContain("refresh-connection");
    expect(text).not.toContain(SIGNING_KEY);
  });
});
