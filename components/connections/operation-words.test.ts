import { describe, expect, it } from "vitest";
import { durationWords, spanWords } from "./operation-words";

describe("how long something took", () => {
  it("is said in the unit that fits", () => {
    expect([0.4, 240, 3240, 59_900, 240_000].map(spanWords)).toEqual(["0 ms", "240 ms", "3.2 s", "59.9 s", "4 min"]);
  });

  it("is never negative, whatever the clocks say", () => {
    expect(spanWords(-5)).toBe("0 ms");
  });

  it("is open while it lasts", () => {
    expect(durationWords({ startedAt: new Date(), endedAt: null })).toBe("Still running");
  });
});
