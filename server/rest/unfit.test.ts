import { describe, expect, it } from "vitest";
import { findUnfit } from "./unfit";

describe("finding values that a body must not contain", () => {
  it("accepts JSON with emoji, line breaks and names that objects inherit", () => {
    expect(findUnfit({ a: ["x", 1, null, true], b: { c: "😀\n\t", constructor: "y", toString: {} } })).toBeNull();
  });

  it("finds a NUL character at any depth, with its path", () => {
    expect(findUnfit({ a: [{ b: "x\0y" }] })?.path).toEqual(["a", "0", "b"]);
  });

  it("finds a lone surrogate, which Postgres can't store as JSON", () => {
    expect(findUnfit(JSON.parse('{"a":"\\ud800"}'))?.path).toEqual(["a"]);
    expect(findUnfit(JSON.parse('{"a":"\\ud83d\\ude00"}'))).toBeNull();
  });

  it("finds the key __proto__, which JSON.parse keeps", () => {
    expect(findUnfit(JSON.parse('{"tags":{"__proto__":{"admin":true}}}'))?.path).toEqual(["tags"]);
  });

  it("finds keys that Postgres can't store", () => {
    expect(findUnfit({ "a\0": 1 })?.path).toEqual([]);
  });

  it("finds deep nesting without a stack overflow", () => {
    const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
    expect(findUnfit(JSON.parse(deep))?.message).toContain("nested too deeply");
  });
});
