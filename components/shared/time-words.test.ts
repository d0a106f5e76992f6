import { describe, expect, it } from "vitest";
import { exactWords, relativeWords } from "./time-words";

const NOW = Date.UTC(2026, 10, 24, 15, 0, 0);
const SECOND = 1000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe("relative times", () => {
  it("say 'just now' within a minute of the past", () => {
    expect(relativeWords(NOW - 59 * SECOND, NOW)).toBe("just now");
    expect(relativeWords(NOW, NOW)).toBe("just now");
  });

  it("do not promise a second for the near future", () => {
    expect(relativeWords(NOW + 30 * SECOND, NOW)).toBe("in less than a minute");
  });

  it("take the largest unit that fits, and never round up", () => {
    expect(relativeWords(NOW - 119 * SECOND, NOW)).toBe("1 minute ago");
    expect(relativeWords(NOW - 23.9 * HOUR, NOW)).toBe("23 hours ago");
    expect(relativeWords(NOW - 1.5 * DAY, NOW)).toBe("yesterday");
    expect(relativeWords(NOW + 45 * DAY, NOW)).toBe("next month");
    expect(relativeWords(NOW - 800 * DAY, NOW)).toBe("2 years ago");
  });
});

describe("exact times", () => {
  it("carry their zone", () => {
    expect(exactWords(NOW, "UTC")).toBe("24 Nov 2026, 15:00:00 UTC");
    expect(exactWords(NOW, "America/New_York")).toBe("24 Nov 2026, 10:00:00 GMT-5");
  });
});
