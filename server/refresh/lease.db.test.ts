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
import { refreshClaimed } from "./refresh-claimed";

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

/** Makes the token endpoint hold its response until `respond` is called. */
function holdResponse(): { arrived(): Promise<void>; respond(given: TokenAnswer): void } {
  const before = refreshCalls().length;
  let respond: (given: TokenAnswer) => void = () => undefined;
  const given = new Promise<TokenAnswer>((resolve) => {
    respond = resolve;
  });
  provider.answerWith(() => given);
  return { respond, arrived: () => vi.waitFor(() => expect(refreshCalls().length).toBe(before + 1)) };
}

/** Starts a refresh that has sent the refresh token and waits for the provider. */
async function startRefresh(connectionId: string) {
  const claimed = await claimOne(await rowOf(connectionId), "this process");
  if (!claimed) throw new Error("The lease is taken.");
  const held = holdResponse();
  const refresh = refreshClaimed(claimed);
  await held.arrived();
  return { refresh, held };
}

/** Takes an expired lease. Retries, because nobody may take one in the first seconds after the database starts. */
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

/** Lets the lease expire while its holder waits for the provider, and takes it as another process. */
async function takeOver(connectionId: string) {
  await pool().query(`update "Connection" set "leaseUntil" = now() - interval '1 second' where "connectionId" = $1`, [
    connectionId,
  ]);
  return steal(connectionId, "another process");
}

describe("the lease of a connection", () => {
  it("is taken by only one of several processes that claim at the same time", async () => {
    const row = await rowOf(await connect());
    const taken = await Promise.all([...Array(8)].map((_, index) => claimOne(row, `process ${index}`)));
    expect(taken.flatMap((claimed) => claimed?.fence ?? [])).toEqual([row.fence + 1]);
  });

  it("isn't given to a process that read the row before it changed, even after the lease expired", async () => {
    const connectionId = await connect();
    const stale = await rowOf(connectionId);
    await claimOne(stale, "first");
    await pool().query(`update "Connection" set "leaseUntil" = now() - interval '1 second' where id = $1`, [stale.id]);
    expect(await claimOne(stale, "second")).toBeUndefined();
    expect(await steal(connectionId, "second")).toMatchObject({ fence: stale.fence + 2 });
  });

  it("is taken before the refresh token is sent and released when the response is stored", async () => {
    const connectionId = await connect();
    const held = holdResponse();
    const reading = read(connectionId, true);
    await held.arrived();
    const during = await db().connection.findFirstOrThrow({ where: { connectionId } });
    expect([during.inflightAt, during.leaseUntil, during.leaseOwner]).not.toContain(null);
    held.respond(tokens());
    await reading;
    const after = await db().connection.findFirstOrThrow({ where: { connectionId } });
    expect([after.inflightAt, after.leaseUntil, after.leaseOwner]).toEqual([null, null, null]);
  });

  it("doesn't block reads of a valid token or writes to the row", async () => {
    const connectionId = await connect();
    const { credentials } = await read(connectionId);
    await makeDue(connectionId, "valid");
    await claimOne(await rowOf(connectionId), "another process");
    expect((await read(connectionId)).credentials).toEqual(credentials);
    await db().connection.updateMany({ where: { connectionId }, data: { tags: { a: "b" } } });
    expect((await rowOf(connectionId)).tags).toEqual({ a: "b" });
  });

  it("when lost, stores the late response as a sealed late reply and overwrites nothing", async () => {
    const connectionId = await connect();
    const { refresh, held } = await startRefresh(connectionId);
    const lease = await takeOver(connectionId);
    const before = await db().connection.findFirstOrThrow({ where: { connectionId } });
    held.respond(json({ access_token: "late_access", refresh_token: "late_refresh", expires_in: 3600 }));
    await refresh;
    const after = await db().connection.findFirstOrThrow({ where: { connectionId } });
    expect(after).toEqual(before);
    expect(after.fence).toBe(lease.fence);
    const [late, ...more] = await db().lateReply.findMany({ where: { connectionId: after.id } });
    expect([late?.fence, more]).toEqual([after.fence - 1, []]);
    const place = { environmentId: after.environmentId, table: "LateReply", rowId: late?.id ?? "", field: "reply" };
    expect(await open(late?.reply ?? new Uint8Array(), place)).toMatchObject({ refresh_token: "late_refresh" });
  });

  it("that was lost makes a late failure change nothing", async () => {
    const connectionId = await connect();
    const { refresh, held } = await startRefresh(connectionId);
    await takeOver(connectionId);
    const before = await db().connection.findFirstOrThrow({ where: { connectionId } });
    held.respond(json({ error: "invalid_grant" }, 400));
    await refresh;
    expect(await db().connection.findFirstOrThrow({ where: { connectionId } })).toEqual(before);
  });

  it("isn't given to a process that read the row while another held the lease", async () => {
    const connectionId = await connect();
    const held = holdResponse();
    const reading = read(connectionId, true);
    await held.arrived();
    const stale = await rowOf(connectionId);
    held.respond(tokens());
    await reading;
    expect(await claimOne(stale, "another process")).toBeUndefined();
  });

  it("makes the readers of an expired token in another process wait for the new token", async () => {
    const connectionId = await connect();
    await makeDue(connectionId, "expired");
    vi.resetModules(); // loads a second copy of the modules, which acts as a second process
    const other = await import("@/server/connections/get");
    const calls = refreshCalls().length;
    const held = holdResponse();
    const query = { connectionId, providerConfigKey: "lab-oauth2" };
    const readers = [read(connectionId), other.getConnection(dev.ctx, query)];
    await held.arrived();
    held.respond(tokens({ access_token: "the new one" }));
    const responses = await Promise.all(readers);
    expect(responses.map(({ credentials }) => credentials.access_token)).toEqual(["the new one", "the new one"]);
    expect(refreshCalls().length).toBe(calls + 1);
  });
});

describe("a refresh token", () => {
  it("is sent only to the host that issued it, even if the catalog names another host", async () => {
    const connectionId = await connect();
    const row = await rowOf(connectionId);
    const moved = { ...(await openCredentials(row)), token_url: "https://old.example/token" } as never;
    await db().connection.updateMany({
      where: { id: row.id },
      data: { credentials: await sealCredentials(row, moved) },
    });
    await makeDue(connectionId, "expired");
    const calls = provider.calls.length;
    await expect(read(connectionId)).rejects.toMatchObject({ code: "invalid_credentials", status: 424 });
    await expect(read(connectionId, true)).rejects.toThrow("moved to another host");
    expect(provider.calls.length).toBe(calls);
  });

  it("isn't sent to the target of a redirect", async () => {
    const connectionId = await connect();
    provider.answerWith(() => ({ status: 307, headers: { location: "/elsewhere" }, body: "" }));
    const calls = provider.calls.length;
    await expect(read(connectionId, true)).rejects.toMatchObject({ code: "provider_unavailable" });
    expect(provider.calls.slice(calls).map(({ path }) => path)).toEqual(["/lab/oauth2/token"]);
  });

  it("that was never issued makes the read fail with 424 after expiry, without a call to the provider", async () => {
    const connectionId = await connect(json({ access_token: "only", expires_in: 3600 }));
    const calls = provider.calls.length;
    expect((await read(connectionId, true)).credentials.access_token).toBe("only");
    await makeDue(connectionId, "expired");
    await expect(read(connectionId)).rejects.toMatchObject({
      code: "invalid_credentials",
      status: 424,
      message: expect.stringContaining("no refresh token"),
      payload: { connection: expect.objectContaining({ connection_id: connectionId, credentials: {} }) },
    });
    expect(provider.calls.length).toBe(calls);
  });

  it.each([
    ["closes the connection", null],
    ["sends an HTML page", { body: "<h1>hello</h1>" }],
    ["sends an error that can't be stored", json({ error: "odd\0\ud800", error_description: "\ud800" }, 400)],
    ["sends no token", json({ ok: true })],
    ["sends slow_down", json({ error: "slow_down" }, 400)],
  ])("is kept when the provider %s, with the failure logged and the lease released", async (_name, answer) => {
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
