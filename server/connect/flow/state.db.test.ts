import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { pool } from "@/server/db";
import { refusalOf } from "@/server/testing/browser";
import { flowsOf, tokenRequestsIn } from "@/server/testing/flow";
import { serveKeyhold } from "@/server/testing/serve";
import { countStored, dumpEverything, operationsOf } from "@/server/testing/stored";
import { newTeam } from "@/server/testing/team";
import { finishAuthorization } from "./finish";

const keyhold = await serveKeyhold();
const flows = flowsOf(keyhold);
const [{ dev }, other] = await Promise.all([newTeam(), newTeam()]);
await Promise.all([flows.addIntegration(dev, "lab-oauth2"), flows.addIntegration(other.dev, "lab-oauth2")]);

const LETTERS = [...Array(43).keys()];

/** Values close to a valid state (cut, extended, other case, one bit changed, wrapped), and values that were never issued. */
function forgeriesOf(state: string): string[] {
  const changed = (at: number, letter: string) => state.slice(0, at) + letter + state.slice(at + 1);
  const codeAt = (at: number) => state.charCodeAt(at);
  const bitFlips = LETTERS.flatMap((at) =>
    [...Array(7).keys()].map((bit) => changed(at, String.fromCharCode(codeAt(at) ^ (1 << bit)))),
  );
  const otherCase = LETTERS.map((at) => {
    const letter = state.charAt(at);
    return changed(at, letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase());
  });
  const cut = LETTERS.flatMap((length) => [state.slice(0, length), state.slice(length + 1)]);
  const wrapped = [" ", "\n", "\t", "=", "%20", '"', "\u200b", "/", "+", "."].flatMap((mark) => [
    mark + state,
    state + mark,
    mark + state + mark,
  ]);
  const never = [...Array(300).keys()].map(() => randomBytes(32).toString("base64url"));
  const odd = [
    "",
    "null",
    "undefined",
    "0",
    "%",
    "' or 1=1 --",
    state.toUpperCase(),
    state.toLowerCase(),
    state + state,
  ];
  const all = [...bitFlips, ...otherCase, ...cut, ...wrapped, ...never, ...odd];
  return [...new Set(all)].filter((forged) => forged !== state);
}

const stateOf = (address: URL) => address.searchParams.get("state") ?? "";

async function tokenRequests(): Promise<number> {
  const { rows } = await pool().query<{ count: number }>(
    `select count(*)::int as count from "LabLedger" where event in ('issued', 'refreshed', 'refused')`,
  );
  return rows[0]?.count ?? -1;
}

describe("the state of a callback (RFC 6749 §10.12)", () => {
  it("has 256 random bits, and the database has only its hash", async () => {
    const state = stateOf((await flows.waiting(dev)).callback);
    expect(state).toMatch(/^[A-Za-z0-9_-]{43}$/);
    const dump = await dumpEverything();
    expect(dump).toContain("AuthAttempt att_");
    // The lab's tables may have it: a provider must return it.
    expect(dump.split("\n").filter((line) => line.includes(state) && !line.startsWith("LabGrant"))).toEqual([]);
    expect(dump).not.toContain(Buffer.from(state, "base64url").toString("hex"));
  });

  it("is rejected in 600 forged forms without a token request", { timeout: 60_000 }, async () => {
    const { browser, callback } = await flows.waiting(dev);
    const before = await tokenRequests();
    const stored = await countStored(dev.ctx.environmentId);
    const forgeries = forgeriesOf(stateOf(callback));
    expect(forgeries.length).toBeGreaterThan(600);
    const tryOne = async (forged: string) => {
      const address = new URL(callback);
      address.searchParams.set("state", forged);
      return refusalOf(await browser.go(address.href));
    };
    for (let at = 0; at < forgeries.length; at += 20) {
      const answers = await Promise.all(forgeries.slice(at, at + 20).map(tryOne));
      expect(answers).toEqual(answers.map(() => [400, "state_err"]));
    }
    expect(await tokenRequests()).toBe(before);
    expect(await countStored(dev.ctx.environmentId)).toEqual(stored);
    expect((await browser.go(callback.href)).status).toBe(200); // the forgeries didn't use up the flow
  });

  it("is required", async () => {
    const { browser, callback, connectionId } = await flows.waiting(dev);
    callback.searchParams.delete("state");
    expect(await refusalOf(await browser.go(callback.href))).toEqual([400, "state_err"]);
    expect(tokenRequestsIn(await flows.ledger(connectionId))).toEqual([]);
  });

  it.each([
    ["the same twice", (state: string) => `&state=${state}`],
    ["a second one", () => "&state=other"],
    ["a second one that is empty", () => "&state="],
    ["a second one in array syntax", () => "&state[0]=other"],
  ])("must be sent only once: %s", async (_name, more) => {
    const { browser, callback, connectionId } = await flows.waiting(dev);
    const [status] = await refusalOf(await browser.go(callback.href + more(stateOf(callback))));
    expect(status).toBe(400);
    expect(tokenRequestsIn(await flows.ledger(connectionId))).toEqual([]);
  });

  it("must be sent only once, even when the verb is called directly", async () => {
    const { browser, callback, connectionId } = await flows.waiting(dev);
    const readCookie = (name: string) => browser.cookies.get(name);
    const params = new URLSearchParams(callback.search);
    for (const second of [stateOf(callback), "other", ""]) {
      const doubled = new URLSearchParams([...params, ["state", second]]);
      const outcome = await finishAuthorization({ callbackPath: callback.pathname, params: doubled, readCookie });
      expect(outcome).toMatchObject({ ok: false, attemptId: null, error: { code: "state_err" } });
    }
    expect(tokenRequestsIn(await flows.ledger(connectionId))).toEqual([]);
  });

  it("works once: a second use makes no token request", async () => {
    const { browser, callback, connectionId } = await flows.waiting(dev);
    expect((await browser.go(callback.href)).status).toBe(200);
    expect(await refusalOf(await browser.go(callback.href))).toEqual([400, "state_err"]);
    expect(tokenRequestsIn(await flows.ledger(connectionId))).toEqual(["issued access"]);
  });

  it("lets only one of ten concurrent callbacks redeem the code", async () => {
    const { browser, callback, connectionId } = await flows.waiting(dev);
    const answers = await Promise.all([...Array(10)].map(() => browser.go(callback.href)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(400)]);
    expect(tokenRequestsIn(await flows.ledger(connectionId))).toEqual(["issued access"]);
  });

  it("expires after ten minutes", async () => {
    const { browser, callback, connectionId } = await flows.waiting(dev);
    const { rows } = await pool().query<{ seconds: number }>(
      `select extract(epoch from "expiresAt" - "createdAt")::int as seconds from "AuthAttempt" where "connectionId" = $1`,
      [connectionId],
    );
    expect(rows[0]?.seconds).toBeLessThanOrEqual(600);
    await pool().query(`update "AuthAttempt" set "expiresAt" = now() where "connectionId" = $1`, [connectionId]);
    expect(await refusalOf(await browser.go(callback.href))).toEqual([400, "state_err"]);
    expect(tokenRequestsIn(await flows.ledger(connectionId))).toEqual([]);
    expect(await operationsOf(connectionId)).toEqual([
      expect.objectContaining({ type: "auth", status: "failed", code: "state_err" }),
    ]);
  });

  it("of another tenant's flow doesn't work in one's own browser", async () => {
    const [mine, theirs] = [await flows.waiting(dev), await flows.waiting(other.dev)];
    const stolen = new URL(theirs.callback);
    stolen.searchParams.set("code", mine.callback.searchParams.get("code") ?? "");
    expect(await refusalOf(await mine.browser.go(stolen.href))).toEqual([400, "state_cookie_err"]);
    const swapped = new URL(mine.callback);
    swapped.searchParams.set("state", stateOf(theirs.callback));
    expect(await refusalOf(await mine.browser.go(swapped.href))).toEqual([400, "state_cookie_err"]);
    for (const { connectionId } of [mine, theirs]) {
      expect(tokenRequestsIn(await flows.ledger(connectionId))).toEqual([]);
    }
  });
});
