import { describe, expect, it } from "vitest";
import { formatCountdown } from "./countdown";

describe("a countdown", () => {
  it("has two digits of seconds, so that its width is stable", () => {
    expect([1800, 65, 9].map(formatCountdown)).toEqual(["30:00", "1:05", "0:09"]);
  });

  it("stops at zero", () => {
    expect(formatCountdown(-3)).toBe("0:00");
  });
});
