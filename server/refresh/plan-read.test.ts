import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isAlive, planRead, type Readable } from "./plan-read";

const NOW = new Date("2026-01-01T00:00:00Z");
const at = (seconds: number | null) => (seconds === null ? null : new Date(NOW.getTime() + seconds * 1000));
const moments = fc.option(fc.integer({ min: -10_000, max: 10_000 }));
const rows = fc.record({
  expiresAt: moments.map(at),
  refreshDueAt: moments.map(at),
  health: fc.constantFrom("healthy", "expiring", "failing", "needs_reconnect", "interrupted"),
});
const read = (row: Omit<Readable, "readAt">, force: boolean, canRenew: boolean) =>
  planRead({ ...row, readAt: NOW }, { force, canRenew });

describe("how a credential is read", () => {
  it("a token that lives is served whatever its health, unless a renewal is forced", () => {
    fc.assert(
      fc.property(rows, fc.boolean(), (row, canRenew) => {
        fc.pre(isAlive({ ...row, readAt: NOW }));
        expect(read(row, false, canRenew)).toMatch(/^serve/);
      }),
    );
  });

  it("a dead token is never served", () => {
    fc.assert(
      fc.property(rows, fc.boolean(), fc.boolean(), (row, force, canRenew) => {
        fc.pre(!isAlive({ ...row, readAt: NOW }));
        expect(["wait", "dead"]).toContain(read(row, force, canRenew));
      }),
    );
  });

  it("nobody waits for what cannot be renewed", () => {
    fc.assert(fc.property(rows, fc.boolean(), (row, force) => void expect(read(row, force, false)).not.toBe("wait")));
  });

  it.each<[string, number | null, number | null, string, boolean, string]>([
    ["fresh", 3600, 2700, "healthy", false, "serve"],
    ["without an end", null, null, "healthy", false, "serve"],
    ["due this very moment", 3600, 0, "healthy", false, "serve_and_wake"],
    ["due and failing", 600, -60, "failing", false, "serve_and_wake"],
    ["alive and lost", 600, null, "needs_reconnect", false, "serve"],
    ["over this very moment", 0, -1, "healthy", false, "wait"],
    ["over and failing", -1, 60, "failing", false, "wait"],
    ["over and lost", -1, null, "needs_reconnect", false, "dead"],
    ["over and interrupted", -1, null, "interrupted", false, "dead"],
    ["lost, and forced by somebody who knows more", -1, null, "needs_reconnect", true, "wait"],
    ["fresh and forced", 3600, 2700, "healthy", true, "wait"],
  ])("%s", (...[, expiresIn, dueIn, health, force, plan]) => {
    expect(read({ expiresAt: at(expiresIn), refreshDueAt: at(dueIn), health }, force, true)).toBe(plan);
  });
});
