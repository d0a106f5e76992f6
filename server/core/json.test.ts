import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sortedJson } from "./json";

/** The same value with the keys of every object in reverse order. */
function turned(value: unknown): unknown {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(turned);
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, inner]) => [name, turned(inner)]),
  );
}

describe("JSON with sorted keys", () => {
  it.each([
    [{ b: 1, a: { d: 1, c: 2 } }, '{"a":{"c":2,"d":1},"b":1}'],
    [[{ b: 1, a: 2 }, 1, "x", null], '[{"a":2,"b":1},1,"x",null]'],
    [{ B: 1, a: 2, é: 3, "": 4 }, '{"":4,"B":1,"a":2,"é":3}'],
    [{ a: undefined, b: [undefined] }, '{"b":[null]}'],
    [{ at: new Date(0) }, '{"at":"1970-01-01T00:00:00.000Z"}'],
    ["text", '"text"'],
    [null, "null"],
    [{}, "{}"],
  ])("writes %j", (value, text) => expect(sortedJson(value)).toBe(text));

  it("keeps the order of lists", () => {
    expect(sortedJson([3, 1, 2])).toBe("[3,1,2]");
  });

  it("keeps keys named like a prototype property", () => {
    expect(sortedJson(JSON.parse('{"b":1,"__proto__":{"z":1,"y":2}}'))).toBe('{"__proto__":{"y":2,"z":1},"b":1}');
  });

  it("gives the same bytes for the same value, and can be parsed back", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = sortedJson(value);
        return text === sortedJson(turned(value)) && JSON.stringify(JSON.parse(text)) === text;
      }),
      { numRuns: 500 },
    );
  });
});
