import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { retryInMs } from "./backoff";
import { FAILURE_CLASSES } from "./verdict";

const classes = fc.constantFrom(...FAILURE_CLASSES);
const attempts = fc.integer({ min: 0, max: 10_000 });
const random = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const waits = fc.integer({ min: 0, max: 1e9 });
const wait = (kind: (typeof FAILURE_CLASSES)[number], count: number) =>
  retryInMs({ class: kind, retryAfterMs: null }, count, 0.5) / 1000;

describe("the wait before a refresh is retried", () => {
  it.each([
    ["outage", [30, 60, 120, 240, 480, 900, 900]],
    ["rate_limited", [30, 60, 120, 240, 480, 900, 900]],
    ["bad_answer", [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]],
    ["bad_client", [60, 120, 240, 480, 960]],
    ["missing_scope", [600, 1200, 2400]],
    ["revoked_grant", [300, 600, 1200, 2400, 3600, 3600]],
  ] as const)("after %s doubles up to its maximum", (kind, wanted) => {
    expect(wanted.map((_wait, index) => wait(kind, index + 1))).toEqual(wanted);
  });

  it("is at most six hours for failures that a person must correct", () => {
    expect([wait("bad_client", 100), wait("missing_scope", 100)]).toEqual([6 * 3600, 6 * 3600]);
  });

  it("is never shorter than Retry-After or 80 % of the first wait", () => {
    fc.assert(
      fc.property(fc.record({ kind: classes, count: attempts, drawn: random, asked: waits }), (given) => {
        const { kind, count, drawn, asked } = given;
        const waited = retryInMs({ class: kind, retryAfterMs: asked }, count, drawn);
        expect(waited).toBeGreaterThanOrEqual(Math.max(asked, 24_000));
        expect(Number.isFinite(waited)).toBe(true);
      }),
    );
  });

  it("varies by a fifth in both directions, so that connections that failed together don't retry together", () => {
    const failure = { class: "outage", retryAfterMs: null } as const;
    expect([0, 1].map((drawn) => Math.round(retryInMs(failure, 1, drawn)))).toEqual([24_000, 36_000]);
  });

  it("is the first wait when the refresh was never sent", () => {
    expect(retryInMs({ class: "outage", retryAfterMs: null }, 0, 0.5)).toBe(30_000);
  });
});
