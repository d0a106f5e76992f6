import { describe, expect, it, vi } from "vitest";
import { getConnection } from "@/server/connections/get";
import { refreshConnection } from "@/server/connections/refresh";
import { open } from "@/server/crypto";
import { db, pool } from "@/server/db";
import { makeDue } from "@/server/testing/due";
import { flowsOf } from "@/server/testing/flow";
import { serveKeyhold } from "@/server/testing/serve";
import { operationsOf } from "@/server/testing/stored";
import { newTeam } from "@/server/testing/team";
import { json, startTokenServer, type TokenAnswer } from "@/server/testing/token-server";
import { findConnectionRow, openCredentials, sealCredentials } from "@/server/vault/connection";
import { claimOne } from "./claim";
import { renewClaimed } from "./refresh-claimed";

const provider = await startTokenServer();
const keyhold = await serveKeyhold({ KEYHOLD_PUBLIC_URL: provider.url });
const flows = flowsOf(keyhold);
const { dev } = await newTeam();
await flows.addIntegration(dev, "lab-oauth2");

let issued = 0;
function tokens(more: Record<string, unknown> = {}): TokenAnswer {
  issued += 1;
  return json({ access_token: `at_${issued}`, refresh_token: `rt_${issued}`, expires_in: 3600, ...more });
}

async function connect(first: TokenAnswer = tokens()): Promise<string> {
  provider.answerWith(() => first);
  const connectionId = await flows.connect(dev);
  provider.answerWith(() => tokens());
  return connectionId;
}

const rowOf = (connectionId: string) => findConnectionRow(dev.ctx, { connectionId, providerConfigKey: "lab-oauth2" });
const read = (connectionId: string, force = false) =>
  (force ? refreshConnection : getConnection)(dev.ctx, { connectionId, providerConfigKey: "lab-oauth2" });
const refreshCalls = () => provider.calls.filter(({ form }) => form.get("grant_type") === "refresh_token");

/** A token endpoint that answers when it is told to. */
function holdAnswer(): { arrived(): Promise<void>; answer(given: TokenAnswer): void } {
  const before = refreshCalls().length;
  let answer: (given: TokenAnswer) => void = () => undefined;
  const given = new Promise<TokenAnswer>((resolve) => {
    answer = resolve;
  });
  provider.answerWith(() => given);
  return { answer, arrived: () => vi.waitFor(() => expect(refreshCalls().length).toBe(before + 1)) };
}

/** A renewal that has sent the refresh token and waits for the provider. */
async function startRenewal(connectionId: string) {
  const claimed = await claimOne(await rowOf(connectionId), "this process");
  if (!claimed) throw new Error("The lease is taken.");
  const held = holdAnswer();
  const renewal = renewClaimed(claimed);
  await held.arrived();
  return { renewal, held };
}

/** Takes a lease that ran out. For some seconds after a start of the database nobody may. */
function steal(connectionId: string, owner: string) {
  return vi.waitFor(
    async () => {
      const claimed = await claimOne(await rowOf(connectionId), owner);
      if (!claimed) throw new Error("not yet");
      return claimed;
    },
    { timeout: 15_000, interval: 100 },
  );
}

/** The lease runs out while its holder still waits for the provider, and another process takes over. */
async function takeOver(connectionId: string) {
  await pool().query(`update "Connection" set "leaseUntil" = now() - interval '1 second' where "connectionId" = $1`, [
    connectionId,
  ]);
  return steal(connectionId, "another process");
}

describe("the lease of a connection (trust rules §6a)", () => {
  it("goes to one of two that ask at the same time", async () => {
    const row = await rowOf(await connect());
    const taken = await Promise.all([...Array(8)].map((_, index) => claimOne(row, `process ${index}`)));
    expect(taken.flatMap((claimed) => claimed?.fence ?? [])).toEqual([row.fence + 1]);
  });

  it("does not go to who read the row before it changed, even after the lease has ended", async () => {
    const connectionId = await connect();
    const stale = await rowOf(connectionId);
    await claimOne(stale, "first");
    await pool().query(`update "Connection" set "leaseUntil" = now() - interval '1 second' where id = $1`, [stale.id]);
    expect(await claimOne(stale, "second")).toBeUndefined();
    expect(await steal(connectionId, "second")).toMatchObject({ fence: stale.fence + 2 });
  });

  it("is marked before the refresh token is sent and freed with the answer", async () => {
    const connectionId = await connect();
    const held = holdAnswer();
    const reading = read(connectionId, true);
    await held.arrived();
    const during = await db().connection.findFirstOrThrow({ where: { connectionId } });
    expect([during.inflightAt, during.leaseUntil, during.leaseOwner]).not.toContain(null);
    held.answer(tokens());
    await reading;
    const after = await db().connection.findFirstOrThrow({ where: { connectionId } });
    expect([after.inflightAt, after.leaseUntil, after.leaseOwner]).toEqual([null, null, null]);
  });

  it("blocks nobody meanwhile: a token that lives is served, and the row can be written", async () => {
    const connectionId = await connect();
    const { credentials } = await read(connectionId);
    await makeDue(connectionId, "lives");
    await claimOne(await rowOf(connectionId), "another process");
    expect((await read(connectionId)).credentials).toEqual(credentials);
    await db().connection.updateMany({ where: { connectionId }, data: { tags: { a: "b" } } });
    expect((await rowOf(connectionId)).tags).toEqual({ a: "b" });
  });

  it("lost to another: the late answer is kept sealed and overwrites nothing", async () => {
    const connectionId = await connect();
    const { renewal, held } = await startRenewal(connectionId);
    const lease = await takeOver(connectionId);
    const before = await db().connection.findFirstOrThrow({ where: { connectionId } });
    held.answer(json({ access_token: "late_access", refresh_token: "late_refresh", expires_in: 3600 }));
    await renewal;
    const after = await db().connection.findFirstOrThrow({ where: { connectionId } });
    expect(after).toEqual(before);
    expect(after.fence).toBe(lease.fence);
    const [late, ...more] = await db().lateReply.findMany({ where: { connectionId: after.id } });
    expect([late?.fence, more]).toEqual([after.fence - 1, []]);
    const place = { environmentId: after.environmentId, table: "LateReply", rowId: late?.id ?? "", field: "reply" };
    expect(await open(late?.reply ?? new Uint8Array(), place)).toMatchObject({ refresh_token: "late_refresh" });
  });

  it("lost to another: a late failure changes nothing either", async () => {
    const connectionId = await connect();
    const { renewal, held } = await startRenewal(connectionId);
    await takeOver(connectionId);
    const before = await db().connection.findFirstOrThrow({ where: { connectionId } });
    held.answer(json({ error: "invalid_grant" }, 400));
    await renewal;
    expect(await db().connection.findFirstOrThrow({ where: { connectionId } })).toEqual(before);
  });

  it("does not go to who read the row while another held it: that one's token is used up", async () => {
    const connectionId = await connect();
    const held = holdAnswer();
    const reading = read(connectionId, true);
    await held.arrived();
    const stale = await rowOf(connectionId);
    held.answer(tokens());
    await reading;
    expect(await claimOne(stale, "another process")).toBeUndefined();
  });

  it("is waited for by the readers of a dead token in another process: they get the new one", async () => {
    const connectionId = await connect();
    await makeDue(connectionId, "has ended");
    vi.resetModules(); // the second copy knows nothing of the first one's refreshes, as a second process does
    const other = await import("@/server/connections/get");
    const calls = refreshCalls().length;
    const held = holdAnswer();
    const query = { connectionId, providerConfigKey: "lab-oauth2" };
    const readers = [read(connectionId), other.getConnection(dev.ctx, query)];
    await held.arrived();
    held.answer(tokens({ access_token: "the new one" }));
    const answers = await Promise.all(readers);
    expect(answers.map(({ credentials }) => credentials.access_token)).toEqual(["the new one", "the new one"]);
    expect(refreshCalls().length).toBe(calls + 1);
  });
});

describe("a refresh token", () => {
  it("goes only to the server where the code was redeemed, whatever the catalog says by now", async () => {
    const connectionId = await connect();
    const row = await rowOf(connectionId);
    const moved = { ...(await openCredentials(row)), token_url: "https://old.example/token" } as never;
    await db().connection.updateMany({
      where: { id: row.id },
      data: { credentials: await sealCredentials(row, moved) },
    });
    await makeDue(connectionId, "has ended");
    const calls = provider.calls.length;
    await expect(read(connectionId)).rejects.toMatchObject({ code: "invalid_credentials", status: 424 });
    await expect(read(connectionId, true)).rejects.toThrow("moved to another host");
    expect(provider.calls.length).toBe(calls);
  });

  it("is sent without a redirect being followed", async () => {
    const connectionId = await connect();
    provider.answerWith(() => ({ status: 307, headers: { location: "/elsewhere" }, body: "" }));
    const calls = provider.calls.length;
    await expect(read(connectionId, true)).rejects.toMatchObject({ code: "provider_unavailable" });
    expect(provider.calls.slice(calls).map(({ path }) => path)).toEqual(["/lab/oauth2/token"]);
  });

  it("that was never given leaves a token that ends: 424 then, without asking the provider", async () => {
    const connectionId = await connect(json({ access_token: "only", expires_in: 3600 }));
    const calls = provider.calls.length;
    expect((await read(connectionId, true)).credentials.access_token).toBe("only");
    await makeDue(connectionId, "has ended");
    await expect(read(connectionId)).rejects.toMatchObject({
      code: "invalid_credentials",
      status: 424,
      message: expect.stringContaining("no refresh token"),
      payload: { connection: expect.objectContaining({ connection_id: connectionId, credentials: {} }) },
    });
    expect(provider.calls.length).toBe(calls);
  });

  it.each([
    ["breaks off", null],
    ["sends a page", { body: "<h1>hello</h1>" }],
    ["refuses in words that cannot be stored", json({ error: "odd\0\ud800", error_description: "\ud800" }, 400)],
    ["sends no token", json({ ok: true })],
    ["asks to slow down", json({ error: "slow_down" }, 400)],
  ])("stays when the provider %s: the failure is logged, the lease is free", async (_name, answer) => {
    const connectionId = await connect();
    const before = await openCredentials(await rowOf(connectionId));
    provider.answerWith(() => answer);
    await expect(read(connectionId, true)).rejects.toMatchObject({ code: "provider_unavailable", status: 503 });
    const row = await rowOf(connectionId);
    expect([row.health, row.leaseUntil]).toEqual(["failing", null]);
    expect(await openCredentials(row)).toEqual(before);
    expect((await operationsOf(connectionId)).at(-1)).toMatchObject({ type: "refresh", status: "failed" });
  });
});
