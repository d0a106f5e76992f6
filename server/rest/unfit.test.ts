import { describe, expect, it } from "vitest";
import { findUnfit } from "./unfit";

describe("what no body may hold", () => {
  it("lets ordinary JSON pass, also with emoji, line breaks and the names objects inherit", () => {
    expect(findUnfit({ a: ["x", 1, null, true], b: { c: "😀\n\t", constructor: "y", toString: {} } })).toBeNull();
  });

  it("finds a NUL character at any depth and says where", () => {
    expect(findUnfit({ a: [{ b: "x\0y" }] })?.path).toEqual(["a", "0", "b"]);
  });

  it("finds half a surrogate pair, which Postgres cannot store as JSON", () => {
    expect(findUnfit(JSON.parse('{"a":"\\ud800"}'))?.path).toEqual(["a"]);
    expect(findUnfit(JSON.parse('{"a":"\\ud83d\\ude00"}'))).toBeNull();
  });

  it("finds the key __proto__, which JSON.parse keeps as a key", () => {
    expect(findUnfit(JSON.parse('{"tags":{"__proto__":{"admin":true}}}'))?.path).toEqual(["tags"]);
  });

  it("finds keys that cannot be stored", () => {
    expect(findUnfit({ "a\0": 1 })?.path).toEqual([]);
  });

  it("finds endless nesting without exhausting the stack", () => {
    const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
    expect(findUnfit(JSON.parse(deep))?.message).toContain("nested too deeply");
  });
});
