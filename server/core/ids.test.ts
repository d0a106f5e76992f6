import { describe, expect, it } from "vitest";
import { newId, newUuid } from "./ids";

describe("a new id", () => {
  it("is its prefix and 20 characters of lower-case base32", () => {
    expect(newId("conn")).toMatch(/^conn_[a-z2-7]{20}$/);
  });

  it("is unique: 20,000 of them", () => {
    expect(new Set(Array.from({ length: 20_000 }, () => newId("req"))).size).toBe(20_000);
  });

  it("uses all 32 characters equally often", () => {
    const counts = new Map<string, number>();
    for (let n = 0; n < 5000; n++) {
      for (const sign of newId("req").slice("req_".length)) counts.set(sign, (counts.get(sign) ?? 0) + 1);
    }
    // 100,000 characters: 3,125 of each, standard deviation 55.
    expect(counts.size).toBe(32);
    for (const count of counts.values()) expect(Math.abs(count - 3125)).toBeLessThan(8 * 55);
  });
});

describe("a new UUID", () => {
  it("is of version 4 (RFC 9562 §5.4)", () => {
    expect(newUuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(newUuid()).not.toBe(newUuid());
  });
});
