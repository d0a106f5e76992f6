import { describe, expect, it } from "vitest";
import { parseQuery, searchOf } from "./query";

/** Copies the parser's objects, which have no prototype, to plain objects. */
function parsed(search: string): unknown {
  return JSON.parse(JSON.stringify(parseQuery(search)));
}

describe("parsing a query string", () => {
  it("reads single values, decoding percent signs and plus signs", () => {
    expect(parsed("a=1&b=x%20y&c=x+y&d=%2B&e")).toEqual({ a: "1", b: "x y", c: "x y", d: "+", e: "" });
  });

  it("reads named values, whether their brackets are encoded or not", () => {
    expect(parsed("tags[team]=a&tags%5Bplan%5D=b%26c&params[x.y-z]=1")).toEqual({
      tags: { team: "a", plan: "b&c" },
      params: { "x.y-z": "1" },
    });
  });

  it("makes a list of a repeated name", () => {
    expect(parsed("include=webhook&include=credentials&params[a]=1&params[a]=2")).toEqual({
      include: ["webhook", "credentials"],
      params: { a: ["1", "2"] },
    });
  });

  it("leaves invalid percent-encoding unchanged", () => {
    expect(parsed("a=100%&b=%ZZ&c=%ED%A0%80")).toEqual({ a: "100%", b: "%ZZ", c: "%ED%A0%80" });
  });

  it("treats other uses of brackets as part of the name, which no schema accepts", () => {
    expect(parsed("a[]=1&b[c][d]=2&[e]=3&f[=4")).toEqual({ "a[]": "1", "b[c][d]": "2", "[e]": "3", "f[": "4" });
  });

  it("skips empty parts, and reads a name without a value as empty", () => {
    expect(parsed("&&a=&=b&")).toEqual({ a: "", "": "b" });
  });

  it.each([
    "__proto__=1",
    "__proto__[x]=1",
    "tags[__proto__]=1",
    "tags[__proto__][x]=1&__proto__[y]=1",
    "%5F_proto__=1",
  ])("rejects the name __proto__ in %s", (search) => {
    expect(() => parseQuery(search)).toThrow("not allowed");
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  it("accepts names that objects inherit", () => {
    const values = parseQuery("constructor=1&toString=2&tags[hasOwnProperty]=3");
    expect(Object.keys(values)).toEqual(["constructor", "toString", "tags"]);
    expect(values.valueOf).toBeUndefined();
  });

  it.each(["a=%00", "%00=1", "tags[%00]=1", "a=x%00y"])("rejects the NUL character in %s", (search) => {
    expect(() => parseQuery(search)).toThrow("NUL");
  });

  it.each(["tags=1&tags[a]=2", "tags[a]=2&tags=1", "tags=1&tags=2&tags[a]=3"])(
    "rejects a name with both a value and named values in %s",
    (search) => {
      expect(() => parseQuery(search)).toThrow("Use either one value or named values, not both.");
    },
  );
});

describe("the query of a URL", () => {
  it.each([
    ["http://x/a?b=1#c", "b=1"],
    ["http://x/a?b=1?c", "b=1?c"],
    ["http://x/a", ""],
    ["http://x/a?", ""],
  ])("of %s is %s", (url, search) => {
    expect(searchOf(url)).toBe(search);
  });
});
