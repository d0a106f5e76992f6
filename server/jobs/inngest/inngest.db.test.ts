import { createHmac } from "node:crypto";
import { InngestTestEngine } from "@inngest/test";
import { beforeAll, describe, expect, it } from "vitest";
import { sortedJson } from "@/server/core/json";
import { db, pool } from "@/server/db";
import { makeDue } from "@/server/testing/due";
import { flowsOf } from "@/server/testing/flow";
import { serveKeyhold } from "@/server/testing/serve";
import { newTeam } from "@/server/testing/team";
import { inngestClient } from "./client";
import { inngestFunctions, REFRESH_DUE } from "./functions";
import { handleInngest } from "./handler";

const SIGNING_KEY = `signkey-test-${"0123456789abcdef".repeat(4)}`;
const keyhold = await serveKeyhold({ INNGEST_EVENT_KEY: "test-event-key", INNGEST_SIGNING_KEY: SIGNING_KEY });
const flows = flowsOf(keyhold);
const { dev } = await newTeam();
await flows.addIntegration(dev, "lab-oauth2");

const functions = inngestFunctions(inngestClient());
function named(id: string) {
  const found = functions.find((one) => one.id() === id);
  if (!found) throw new Error(`There is no function ${id}.`);
  return found;
}
const rowOf = (connectionId: string) => db().connection.findFirstOrThrow({ where: { connectionId } });
const refreshes = async (connectionId: string) =>
  (await flows.ledger(connectionId)).filter(({ event }) => event === "refreshed").length;

async function newDue(): Promise<{ connectionId: string; data: Record<string, unknown> }> {
  const connectionId = await flows.connect(dev);
  await makeDue(connectionId, "lives");
  const { id, environmentId, fence, refreshHost } = await rowOf(connectionId);
  return { connectionId, data: { id, environmentId, fence, host: refreshHost } };
}

describe("renewals as Inngest functions", () => {
  beforeAll(() => pool().query(`update "Connection" set "refreshDueAt" = null`));

  it("there is one for each loop of the worker, and renewals are fanned out by host", () => {
    expect(functions.map((one) => one.id())).toEqual([
      ...["refresh-scan", "refresh-connection"],
      ...["reconcile-late-replies", "note-expiring", "deliver-webhooks", "purge-expired"],
    ]);
    expect(named("refresh-connection").opts).toMatchObject({
      retries: 0,
      concurrency: [{ limit: 50 }, { key: "event.data.host", limit: 10 }],
    });
  });

  it("the scan finds what is due and hands it out: names and numbers, no token", async () => {
    const due = await newDue();
    const engine = new InngestTestEngine({
      function: named("refresh-scan"),
      steps: [{ id: "hand-out-0", handler: () => ({ ids: [] }) }],
    });
    expect((await engine.executeStep("find")).result).toEqual([due.data]);
    expect((await engine.execute()).result).toEqual({ found: 1 });
  });

  it("a connection is renewed once, however often it is handed out", async () => {
    const { connectionId, data } = await newDue();
    const run = () =>
      new InngestTestEngine({ function: named("refresh-connection"), events: [{ name: REFRESH_DUE, data }] }).execute();
    const [first, second] = [await run(), await run()];
    expect([first.result, second.result]).toEqual([{ renewed: true }, { renewed: false }]);
    expect(await refreshes(connectionId)).toBe(1);
    const { fence, refreshDueAt } = await rowOf(connectionId);
    expect([fence, refreshDueAt && refreshDueAt > new Date()]).toEqual([Number(data.fence) + 2, true]);
  });

  it("webhooks are delivered by the same verb as the worker's", async () => {
    const { result } = await new InngestTestEngine({ function: named("deliver-webhooks") }).execute();
    expect(result).toEqual({ done: expect.any(Number) });
  });
});

/** A call as Inngest's server sends it. @see the SDK specification, "Signatures" */
function signed(path: string, body: unknown, key = SIGNING_KEY, at = Math.floor(Date.now() / 1000)): Request {
  const secret = key.replace(/^signkey-\w+-/, "");
  const signature = createHmac("sha256", secret)
    .update(`${sortedJson(body)}${at}`)
    .digest("hex");
  return request(path, body, { "x-inngest-signature": `t=${at}&s=${signature}` });
}

function request(path: string, body: unknown, headers: Record<string, string> = {}): Request {
  return new Request(`${keyhold.url}/api/inngest${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", host: new URL(keyhold.url).host, ...headers },
    body: JSON.stringify(body),
  });
}

async function callOf(data: Record<string, unknown>) {
  const event = { id: "01H", name: REFRESH_DUE, data, ts: Date.now() };
  const ctx = {
    run_id: "run",
    attempt: 0,
    disable_immediate_execution: false,
    use_api: false,
    stack: { stack: [], current: 0 },
  };
  return { version: -1, event, events: [event], steps: {}, ctx };
}

describe("POST /api/inngest", () => {
  const path = "?fnId=keyhold-refresh-connection&stepId=step";

  it("signed by Inngest's server renews the connection and answers without a secret", async () => {
    const { connectionId, data } = await newDue();
    const response = await handleInngest(signed(path, await callOf(data)));
    const text = await response.text();
    expect([200, 206]).toContain(response.status);
    expect(await refreshes(connectionId)).toBe(1);
    expect(text).toContain('"renewed":true');
    expect(text).not.toMatch(/token/i);
  });

  it.each([
    ["unsigned", async (data: Record<string, unknown>) => request(path, await callOf(data))],
    [
      "signed with another key",
      async (data: Record<string, unknown>) => signed(path, await callOf(data), `signkey-test-${"f".repeat(64)}`),
    ],
    [
      "signed an hour ago",
      async (data: Record<string, unknown>) =>
        signed(path, await callOf(data), SIGNING_KEY, Math.floor(Date.now() / 1000) - 3600),
    ],
    [
      "signed for another body",
      async (data: Record<string, unknown>) => {
        const { headers } = signed(path, await callOf({ ...data, id: "conn_other" }));
        return request(path, await callOf(data), { "x-inngest-signature": headers.get("x-inngest-signature") ?? "" });
      },
    ],
  ])("%s is refused and renews nothing", async (_name, make) => {
    const { connectionId, data } = await newDue();
    const response = await handleInngest(await make(data));
    expect(response.status).toBe(401);
    expect(await refreshes(connectionId)).toBe(0);
  });

  it("tells a stranger nothing of the functions", async () => {
    const response = await handleInngest(
      new Request(`${keyhold.url}/api/inngest`, { headers: { host: new URL(keyhold.url).host } }),
    );
    const text = await response.text();
    expect(text).not.toContain("refresh-connection");
    expect(text).not.toContain(SIGNING_KEY);
  });
});
