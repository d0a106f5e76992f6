import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isValid, planRead, type Readable } from "./plan-read";

const NOW = new Date("2026-01-01T00:00:00Z");
const at = (seconds: number | null) => (seconds === null ? null : new Date(NOW.getTime() + seconds * 1000));
const moments = fc.option(fc.integer({ min: -10_000, max: 10_000 }));
const rows = fc.record({
  expiresAt: moments.map(at),
  refreshDueAt: moments.map(at),
  health: fc.constantFrom("healthy", "expiring", "failing", "needs_reconnect", "interrupted"),
});
const read = (row: Omit<Readable, "readAt">, force: boolean, canRefresh: boolean) =>
  planRead({ ...row, readAt: NOW }, { force, canRefresh });

describe("planning the read of a credential", () => {
  it("serves a valid token whatever its health, unless a refresh is forced", () => {
    fc.assert(
      fc.property(rows, fc.boolean(), (row, canRefresh) => {
        fc.pre(isValid({ ...row, readAt: NOW }));
        expect(read(row, false, canRefresh)).toMatch(/^serve/);
      }),
    );
  });

  it("never serves an expired token", () => {
    fc.assert(
      fc.property(rows, fc.boolean(), fc.boolean(), (row, force, canRefresh) => {
        fc.pre(!isValid({ ...row, readAt: NOW }));
        expect(["wait", "refuse"]).toContain(read(row, force, canRefresh));
      }),
    );
  });

  it("never waits for a credential that can't be refreshed", () => {
    fc.assert(fc.property(rows, fc.boolean(), (row, force) => void expect(read(row, force, false)).not.toBe("wait")));
  });

  it.each<[string, number | null, number | null, string, boolean, string]>([
    ["a fresh token", 3600, 2700, "healthy", false, "serve"],
    ["a token without expiry", null, null, "healthy", false, "serve"],
    ["a token due right now", 3600, 0, "healthy", false, "serve_and_wake"],
    ["a due token whose refresh is failing", 600, -60, "failing", false, "serve_and_wake"],
    ["a valid token that needs a reconnect", 600, null, "needs_reconnect", false, "serve"],
    ["a token that expires right now", 0, -1, "healthy", false, "wait"],
    ["an expired token whose refresh is failing", -1, 60, "failing", false, "wait"],
    ["an expired token that needs a reconnect", -1, null, "needs_reconnect", false, "refuse"],
    ["an expired token after an interruption", -1, null, "interrupted", false, "refuse"],
    ["a forced refresh of a token that needs a reconnect", -1, null, "needs_reconnect", true, "wait"],
    ["a forced refresh of a fresh token", 3600, 2700, "healthy", true, "wait"],
  ])("plans the read of %s", (...[, expiresIn, dueIn, health, force, plan]) => {
    expect(read({ expiresAt: at(expiresIn), refreshDueAt: at(dueIn), health }, force, true)).toBe(plan);
  });
});
