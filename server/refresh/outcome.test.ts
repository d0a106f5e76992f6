import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadProvider, type Provider } from "@/providers/load";
import type { StoredCredentials } from "@/server/vault/credentials";
import { message } from "@/wire/messages";
import { afterFailure, afterSuccess, isSuperseded, type RefreshState } from "./outcome";
import { FAILURE_CLASSES, type FailureClass, type Verdict } from "./verdict";

const NOW = new Date("2026-01-01T00:00:00Z");
const inSeconds = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const entry = (slug: string) => loadProvider(slug) as Provider;
const STATE: RefreshState = {
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

function fail(kind: FailureClass, state: Partial<RefreshState> = {}, more: Partial<Verdict> & { key?: boolean } = {}) {
  const { key, ...overrides } = more;
  const facts = { provider: entry(key ? "lab-api-key" : "lab-oauth2"), stored: key ? KEY : OAUTH2 };
  return afterFailure({ ...STATE, ...state }, verdict(kind, overrides), { ...facts, isSent: true, random: 0.5 });
}

/** Applies one failure after the other, each to the state that the previous one stored. */
function history(kinds: FailureClass[], more: { key?: boolean; state?: Partial<RefreshState> } = {}) {
  let state: RefreshState = { ...STATE, ...more.state };
  return kinds.map((kind) => {
    const failure = fail(kind, state, more.key ? { key: true } : {});
    state = {
      ...state,
      health: failure.health,
      attempts: state.attempts + 1,
      lastError: { class: kind },
      toldClass: failure.notifyClass ?? state.toldClass,
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
  health: fc.constantFrom<RefreshState["health"]>("healthy", "expiring", "failing", "needs_reconnect", "interrupted"),
  attempts: fc.nat(50),
  lastError: fc.option(kinds.map((kind) => ({ class: kind as string }))),
  toldClass: fc.option(kinds as fc.Arbitrary<string>),
  leftInflightAt: moments,
});

describe("the health after a failure", () => {
  it("is needs_reconnect or interrupted only after a rejected grant or client, or if it was before", () => {
    fc.assert(
      fc.property(states, kinds, fc.boolean(), fc.boolean(), (state, kind, key, isUnanswered) => {
        const { health } = fail(kind, state, { key, isUnanswered });
        const wasLost = state.health === "needs_reconnect" || state.health === "interrupted";
        if (health !== "failing" && !wasLost) expect(["revoked_grant", "bad_client"]).toContain(kind);
      }),
    );
  });

  it("always schedules a retry, unless the end user must reconnect", () => {
    fc.assert(
      fc.property(states, kinds, fc.boolean(), (state, kind, key) => {
        const { dueInMs, health } = fail(kind, state, { key });
        if (dueInMs === null) expect([kind, health === "failing"]).toEqual(["revoked_grant", false]);
      }),
    );
  });

  it("is needs_reconnect after one rejected refresh token, or two rejections of a client or API key in a row", () => {
    const healths = (failures: { health: string }[]) => failures.map(({ health }) => health);
    expect(healths(history(["revoked_grant"]))).toEqual(["needs_reconnect"]);
    expect(healths(history(["bad_client", "bad_client"]))).toEqual(["failing", "needs_reconnect"]);
    expect(healths(history(["revoked_grant", "revoked_grant"], { key: true }))).toEqual(["failing", "needs_reconnect"]);
  });

  it("stays failing after one rejection of a client or API key, whatever other failures came before", () => {
    const healths = (failures: { health: string }[]) => failures.map(({ health }) => health);
    expect(healths(history(["outage", "rate_limited", "bad_client"]))).toEqual(Array(3).fill("failing"));
    expect(healths(history(["outage", "revoked_grant"], { key: true }))).toEqual(["failing", "failing"]);
  });

  it("is interrupted when an earlier response was lost, and the reason says when", () => {
    const cutOff = { leftInflightAt: new Date("2025-12-31T23:58:59Z") };
    expect(fail("revoked_grant", cutOff)).toMatchObject({
      health: "interrupted",
      healthReason: message("health.interrupted", { reason: WHY, interruptedAt: "2025-12-31T23:58:59.000Z" }),
      dueInMs: null,
      keepsInflight: false,
      notifyClass: "interrupted",
    });
    expect(fail("outage", cutOff)).toMatchObject({ health: "failing", keepsInflight: true });
  });

  it("is never interrupted for a credential that a refresh doesn't use up", () => {
    fc.assert(
      fc.property(states, kinds, fc.boolean(), (state, kind, isUnanswered) => {
        fc.pre(state.health !== "interrupted");
        const { health, keepsInflight } = fail(kind, state, { key: true, isUnanswered });
        expect([health === "interrupted", keepsInflight]).toEqual([false, false]);
      }),
    );
  });

  it("keeps the in-flight mark only when there was no response", () => {
    expect(fail("outage", {}, { isUnanswered: true }).keepsInflight).toBe(true);
    expect(fail("outage").keepsInflight).toBe(false);
  });

  it("counts a refresh as an attempt only if it was sent", () => {
    const facts = { provider: entry("lab-oauth2"), stored: null, random: 0.5 };
    expect(afterFailure(STATE, verdict("outage"), { ...facts, isSent: true }).isAttempt).toBe(true);
    expect(afterFailure(STATE, verdict("outage"), { ...facts, isSent: false }).isAttempt).toBe(false);
  });
});

describe("the webhook after a failure", () => {
  const notified = (failures: { notifyClass: string | null }[]) => failures.map(({ notifyClass }) => notifyClass);

  it("isn't sent for a temporary failure while the token is valid", () => {
    fc.assert(
      fc.property(fc.array(kinds, { maxLength: 8 }), (given) => {
        const temporary = given.filter((kind) => kind !== "revoked_grant" && kind !== "bad_client");
        expect(notified(history(temporary))).toEqual(temporary.map(() => null));
      }),
    );
  });

  it("is sent once per failure class when the token has expired", () => {
    const expired = { expiresAt: inSeconds(-1) };
    expect(notified(history(["outage", "outage", "outage"], { state: expired }))).toEqual(["outage", null, null]);
    expect(notified(history(["outage", "bad_answer"], { state: expired }))).toEqual(["outage", "bad_answer"]);
  });

  it("is sent for a connection that needs a reconnect, even while the token is valid", () => {
    expect(notified(history(["revoked_grant"]))).toEqual(["revoked_grant"]);
    expect(notified(history(["bad_client", "bad_client", "bad_client"]))).toEqual([null, "bad_client", null]);
  });
});

describe("the health after a success", () => {
  const facts = { provider: entry("lab-oauth2"), isTestMode: false, isRotated: true, wasPending: false, random: 0.5 };
  const result = { credentials: OAUTH2, expiresInMs: 3600_000, kept: { a: "b" } };

  it("is healthy whatever it was before, and a webhook reports it only if one reported a failure", () => {
    fc.assert(
      fc.property(states, (state) => {
        const success = afterSuccess(state, result, facts);
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

  it("is expiring from seven days before a known expiry, with the reason and the next step", () => {
    const raw = (days: number) =>
      ({ ...OAUTH2, raw: { refresh_token_expires_in: days * 86_400 } }) as StoredCredentials;
    const refreshedWith = (days: number) =>
      afterSuccess(STATE, { ...result, credentials: raw(days) }, { ...facts, isRotated: false });
    expect(refreshedWith(6)).toMatchObject({
      health: "expiring",
      healthReason: expect.objectContaining({ code: "ends.stated" }),
      healthNextStep: "next_step.reconnect_before",
    });
    expect(refreshedWith(8).health).toBe("healthy");
  });
});

describe("a late reply", () => {
  it.each([
    [5, 4, true],
    [5, 5, false],
    [5, 6, false],
  ])("with stored fence %d and own fence %d is superseded: %s", (storedFence, fence, isOld) => {
    expect(isSuperseded({ storedFence }, { fence })).toBe(isOld);
  });
});
