import { describe, expect, it } from "vitest";
import { valueAt } from "./value-at";

const answer: unknown = JSON.parse('{"a":{"b":[{"c":1},null]},"":"empty","x.y":"dotted","n":null,"__proto__":{"z":2}}');

describe("following a dotted path", () => {
  it.each([
    ["a.b.0.c", 1],
    ["a.b.1", null],
    ["a", { b: [{ c: 1 }, null] }],
    ["n", null],
    ["", "empty"],
    // JSON may have this name. Then it is a value like any other.
    ["__proto__.z", 2],
  ])("finds %j", (path, value) => expect(valueAt(answer, path)).toEqual(value));

  it.each(["b", "a.c", "a.b.2", "a.b.0.c.d", "n.x", "x.y", "a.", ".a", "a..b", "a.b.-1"])(
    "finds nothing at %j",
    (path) => expect(valueAt(answer, path)).toBeUndefined(),
  );

  it.each(["constructor", "toString", "a.__proto__", "a.hasOwnProperty", "a.b.map", "a.b.constructor.prototype"])(
    "never reads from a prototype: %j",
    (path) => expect(valueAt(answer, path)).toBeUndefined(),
  );

  it.each([null, undefined, 1, "text", true])("finds nothing in %j", (value) => {
    expect(valueAt(value, "length")).toBeUndefined();
  });
});
