import { describe, expect, it } from "vitest";
import { durationLabel, formatDuration } from "./operation-labels";

describe("a duration", () => {
  it("is formatted in the largest fitting unit", () => {
    expect([0.4, 240, 3240, 59_900, 240_000].map(formatDuration)).toEqual([
      "0 ms",
      "240 ms",
      "3.2 s",
      "59.9 s",
      "4 min",
    ]);
  });

  it("is never negative, even if clocks differ", () => {
    expect(formatDuration(-5)).toBe("0 ms");
  });

  it("is “Still running” until the operation ends", () => {
    expect(durationLabel({ startedAt: new Date(), endedAt: null })).toBe("Still running");
  });
});
