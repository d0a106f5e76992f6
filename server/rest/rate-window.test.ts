import { describe, expect, it } from "vitest";
import { RateWindow } from "./rate-window";

const START = 1_700_000_040_000; // a full minute

describe("counting calls", () => {
  it("counts down per caller, and reports the end of the minute", () => {
    const window = new RateWindow({ perMinute: 3, isEnforced: true });
    expect(window.take(1, START)).toEqual({
      limit: 3,
      remaining: 2,
      resetAt: START / 1000 + 60,
      retryAfter: 60,
      isExceeded: false,
    });
    expect(window.take(1, START + 1_000).remaining).toBe(1);
    expect(window.take(2, START + 1_000).remaining).toBe(2);
  });

  it("rejects only calls above the limit, until the next minute", () => {
    const window = new RateWindow({ perMinute: 1, isEnforced: true });
    expect(window.take(1, START).isExceeded).toBe(false);
    expect(window.take(1, START + 59_500)).toMatchObject({ isExceeded: true, remaining: 0, retryAfter: 1 });
    expect(window.take(1, START + 60_000).isExceeded).toBe(false);
  });

  it("rejects no call when the limit isn't enforced", () => {
    const window = new RateWindow({ perMinute: 1, isEnforced: false });
    window.take(1, START);
    expect(window.take(1, START)).toMatchObject({ isExceeded: false, remaining: 0 });
  });
});
