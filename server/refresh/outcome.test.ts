import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadProvider, type Provider } from "@/providers/load";
import type { StoredCredentials } from "@/server/vault/credentials";
import { message } from "@/wire/messages";
import { afterFailure, afterSuccess, isSuperseded, type RenewalState } from "./outcome";
import { FAILURE_CLASSES, type FailureClass, type Verdict } from "./verdict";

const NOW = new Date("2026-01-01T00:00:00Z");
const inSeconds = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const entry = (slug: string) => loadProvider(slug) as Provider;
const STATE: RenewalState = {
  readAt: NOW,
  expiresAt: inSeconds(600),
  authorizedAt: inSeconds(-86_400),
  health: "healthy",
  attempts: 0,
  lastError: null,
  toldClass: null,
  leftInflightAt: null,
};
const OAUTH2: StoredCredentials = {
  ...{ type: "OAUTH2", access_token: "at", refresh_token: "rt", raw: {}, token_url: "https://as.example/token" },
};
const KEY: StoredCredentials = { type: "API_KEY", apiKey: "k" };

const WHY = message("health.rate_limited", { provider: "X" });

const verdict = (kind: FailureClass, more: Partial<Verdict> = {}): Verdict => ({
  ...{ class: kind, code: "provider_unavailable", status: 503, reason: WHY, nextStep: "next_step.retried" },
  ...{ retryAfterMs: null, isUnanswered: false, ...more },
});

function fail(kind: FailureClass, state: Partial<RenewalState> = {}, more: Partial<Verdict> & { key?: boolean } = {}) {
  const { key, ...words } = more;
  const facts = { provider: entry(key ? "lab-api-key" : "lab-oauth2"), stored: key ? KEY : OAUTH2 };
  return afterFailure({ ...STATE, ...state }, verdict(kind, words), { ...facts, isSent: true, random: 0.5 });
}

/** Fails again and again, as the columns would carry it on. */
function history(kinds: FailureClass[], more: { key?: boolean; state?: Partial<RenewalState> } = {}) {
  let state: RenewalState = { ...STATE, ...more.state };
  return kinds.map((kind) => {
    const failure = fail(kind, state, more.key ? { key: true } : {});
    state = {
      ...state,
      health: failure.health,
      attempts: state.attempts + 1,
      lastError: { class: kind },
      toldClass: failure.tells ?? state.toldClass,
    };
    return failure;
  });
}

const moments = fc.option(fc.integer({ min: -1e6, max: 1e6 }).map(inSeconds));
const kinds = fc.constantFrom(...FAILURE_CLASSES);
const states = fc.record({
  readAt: fc.constant(NOW),
  expiresAt: moments,
  authorizedAt: fc.constant(STATE.authorizedAt),
  health: fc.constantFrom<RenewalState["health"]>("healthy", "expiring", "failing", "needs_reconnect", "interrupted"),
  attempts: fc.nat(50),
  lastError: fc.option(kinds.map((kind) => ({ class: kind as string }))),
  toldClass: fc.option(kinds as fc.Arbitrary<string>),
  leftInflightAt: moments,
});

describe("the health after a failure", () => {
  it("is lost only by a refused grant or a refused client, or if it was lost before", () => {
    fc.assert(
      fc.property(states, kinds, fc.boolean(), fc.boolean(), (state, kind, key, isUnanswered) => {
        const { health } = fail(kind, state, { key, isUnanswered });
        const wasLost = state.health === "needs_reconnect" || state.health === "interrupted";
        if (health !== "failing" && !wasLost) expect(["revoked_grant", "bad_client"]).toContain(kind);
      }),
    );
  });

  it("heals by itself: there is always another try, unless a person must reconnect", () => {
    fc.assert(
      fc.property(states, kinds, fc.boolean(), (state, kind, key) => {
        const { dueInMs, health } = fail(kind, state, { key });
        if (dueInMs === null) expect([kind, health === "failing"]).toEqual(["revoked_grant", false]);
      }),
    );
  });

  it("is lost by one word about a refresh token, and by the second of the same about a client or a typed key", () => {
    const healths = (failures: { health: string }[]) => failures.map(({ health }) => health);
    expect(healths(history(["revoked_grant"]))).toEqual(["needs_reconnect"]);
    expect(healths(history(["bad_client", "bad_client"]))).toEqual(["failing", "needs_reconnect"]);
    expect(healths(history(["revoked_grant", "revoked_grant"], { key: true }))).toEqual(["failing", "needs_reconnect"]);
  });

  it("is not lost by one word after failures of another kind, which prove nothing", () => {
    const healths = (failures: { health: string }[]) => failures.map(({ health }) => health);
    expect(healths(history(["outage", "rate_limited", "bad_client"]))).toEqual(Array(3).fill("failing"));
    expect(healths(history(["outage", "revoked_grant"], { key: true }))).toEqual(["failing", "failing"]);
  });

  it("is interrupted where an earlier answer got lost and the token may have gone with it; the reason says when", () => {
    const cutOff = { leftInflightAt: new Date("2025-12-31T23:58:59Z") };
    expect(fail("revoked_grant", cutOff)).toMatchObject({
      health: "interrupted",
      healthReason: message("health.interrupted", { reason: WHY, interruptedAt: "2025-12-31T23:58:59.000Z" }),
      dueInMs: null,
      keepsInflight: false,
      tells: "interrupted",
    });
    expect(fail("outage", cutOff)).toMatchObject({ health: "failing", keepsInflight: true });
  });

  it("of what a try does not use up is never interrupted", () => {
    fc.assert(
      fc.property(states, kinds, fc.boolean(), (state, kind, isUnanswered) => {
        fc.pre(state.health !== "interrupted");
        const { health, keepsInflight } = fail(kind, state, { key: true, isUnanswered });
        expect([health === "interrupted", keepsInflight]).toEqual([false, false]);
      }),
    );
  });

  it("keeps the mark of a renewal under way only where no answer came", () => {
    expect(fail("outage", {}, { isUnanswered: true }).keepsInflight).toBe(true);
    expect(fail("outage").keepsInflight).toBe(false);
  });

  it("counts what was sent, not what was shed", () => {
    const facts = { provider: entry("lab-oauth2"), stored: null, random: 0.5 };
    expect(afterFailure(STATE, verdict("outage"), { ...facts, isSent: true }).isAttempt).toBe(true);
    expect(afterFailure(STATE, verdict("outage"), { ...facts, isSent: false }).isAttempt).toBe(false);
  });
});

describe("the webhook of a failure", () => {
  const told = (failures: { tells: string | null }[]) => failures.map(({ tells }) => tells);

  it("tells nothing while the token lives and nothing is lost", () => {
    fc.assert(
      fc.property(fc.array(kinds, { maxLength: 8 }), (given) => {
        const passing = given.filter((kind) => kind !== "revoked_grant" && kind !== "bad_client");
        expect(told(history(passing))).toEqual(passing.map(() => null));
      }),
    );
  });

  it("tells once that a dead token is not renewed, and of another class anew", () => {
    const dead = { expiresAt: inSeconds(-1) };
    expect(told(history(["outage", "outage", "outage"], { state: dead }))).toEqual(["outage", null, null]);
    expect(told(history(["outage", "bad_answer"], { state: dead }))).toEqual(["outage", "bad_answer"]);
  });

  it("tells what is lost, also while the token lives", () => {
    expect(told(history(["revoked_grant"]))).toEqual(["revoked_grant"]);
    expect(told(history(["bad_client", "bad_client", "bad_client"]))).toEqual([null, "bad_client", null]);
  });
});

describe("a success", () => {
  const facts = { provider: entry("lab-oauth2"), isTestMode: false, isRotated: true, wasPending: false, random: 0.5 };
  const answer = { credentials: OAUTH2, expiresInMs: 3600_000, kept: { a: "b" } };

  it("is healthy whatever was before, and told only if a failure was", () => {
    fc.assert(
      fc.property(states, (state) => {
        const success = afterSuccess(state, answer, facts);
        expect(success).toMatchObject({
          health: "healthy",
          healthReason: null,
          healthNextStep: null,
          kept: { a: "b" },
        });
        expect(success.isRecovered).toBe(state.toldClass !== null);
      }),
    );
  });

  it("is expiring from seven days before a known end, with why and what to do", () => {
    const raw = (days: number) =>
      ({ ...OAUTH2, raw: { refresh_token_expires_in: days * 86_400 } }) as StoredCredentials;
    const renewedWith = (days: number) =>
      afterSuccess(STATE, { ...answer, credentials: raw(days) }, { ...facts, isRotated: false });
    expect(renewedWith(6)).toMatchObject({
      health: "expiring",
      healthReason: expect.objectContaining({ code: "ends.stated" }),
      healthNextStep: "next_step.reconnect_before",
    });
    expect(renewedWith(8).health).toBe("healthy");
  });
});

describe("an answer that came late", () => {
  it.each([
    [5, 4, true],
    [5, 5, false],
    [5, 6, false],
  ])("stored under fence %d, of fence %d: older news is %s", (storedFence, fence, isOlder) => {
    expect(isSuperseded({ storedFence }, { fence })).toBe(isOlder);
  });
});
