import { describe, expect, it } from "vitest";
import { formatExact, formatRelative } from "./format-time";

const NOW = Date.UTC(2026, 10, 24, 15, 0, 0);
const SECOND = 1000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe("relative times", () => {
  it("are “just now” within the last minute", () => {
    expect(formatRelative(NOW - 59 * SECOND, NOW)).toBe("just now");
    expect(formatRelative(NOW, NOW)).toBe("just now");
  });

  it("are “in less than a minute” for the near future", () => {
    expect(formatRelative(NOW + 30 * SECOND, NOW)).toBe("in less than a minute");
  });

  it("use the largest fitting unit and round down", () => {
    expect(formatRelative(NOW - 119 * SECOND, NOW)).toBe("1 minute ago");
    expect(formatRelative(NOW - 23.9 * HOUR, NOW)).toBe("23 hours ago");
    expect(formatRelative(NOW - 1.5 * DAY, NOW)).toBe("yesterday");
    expect(formatRelative(NOW + 45 * DAY, NOW)).toBe("next month");
    expect(formatRelative(NOW - 800 * DAY, NOW)).toBe("2 years ago");
  });
});

describe("exact times", () => {
  it("include the time zone", () => {
    expect(formatExact(NOW, "UTC")).toBe("24 Nov 2026, 15:00:00 UTC");
    expect(formatExact(NOW, "America/New_York")).toBe("24 Nov 2026, 10:00:00 GMT-5");
  });
});
