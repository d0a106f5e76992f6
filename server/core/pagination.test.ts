import { describe, expect, it } from "vitest";
import { cutPage, decodeCursor, encodeCursor } from "./pagination";

const rows = (...numbers: number[]) => numbers.map((number) => ({ number }));
const encoded = (text: string) => Buffer.from(text).toString("base64url");

describe("a cursor", () => {
  it.each([0, 1, 42, 2_147_483_647])("decodes to the number it was made from: %i", (number) => {
    expect(decodeCursor(encodeCursor(number))).toBe(number);
  });

  it("is safe in a URL", () => {
    for (let number = 1; number < 2_000_000_000; number = number * 3 + 1) {
      expect(encodeCursor(number)).toMatch(/^[\w-]+$/);
    }
  });

  it.each([
    "",
    "made-up",
    "42",
    encoded("42"),
    encoded("n"),
    encoded("n-1"),
    encoded("n1.5"),
    encoded("n1e3"),
    encoded("n1 "),
    encoded("n1\n"),
    encoded(" n1"),
    encoded("nn1"),
    encoded("N1"),
    encoded("n12345678901"),
    encoded("n١"),
    encoded("n1; drop table"),
  ])("decodes to null when it is not ours: %j", (cursor) => expect(decodeCursor(cursor)).toBeNull());
});

describe("a page", () => {
  it("has a cursor for the next page when there is one more row", () => {
    expect(cutPage(rows(9, 8, 7), 2)).toEqual({ items: rows(9, 8), nextCursor: encodeCursor(8) });
  });

  it("is the last when there is no further row", () => {
    expect(cutPage(rows(9, 8), 2)).toEqual({ items: rows(9, 8), nextCursor: null });
    expect(cutPage(rows(9), 2)).toEqual({ items: rows(9), nextCursor: null });
    expect(cutPage(rows(), 2)).toEqual({ items: [], nextCursor: null });
  });

  it("covers every row once at any page size", () => {
    const all = rows(...Array.from({ length: 25 }, (_, n) => 100 - 3 * n));
    for (const limit of [1, 2, 5, 24, 25, 26]) {
      const seen: number[] = [];
      for (let from: number | null = Number.MAX_SAFE_INTEGER; from !== null; ) {
        const below: number = from;
        const { items, nextCursor } = cutPage(all.filter(({ number }) => number < below).slice(0, limit + 1), limit);
        seen.push(...items.map(({ number }) => number));
        from = nextCursor === null ? null : decodeCursor(nextCursor);
      }
      expect(seen).toEqual(all.map(({ number }) => number));
    }
  });
});
