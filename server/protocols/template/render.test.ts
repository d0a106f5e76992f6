import { describe, expect, it } from "vitest";
import { TemplateError } from "./parse";
import { renderHeader, renderText } from "./render";
import { HOSTILE_VALUES } from "./testing/hostile-values";

const CONTROL = [...Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)), "\u007f"];

describe("a header from a template", () => {
  it("has its values unchanged", () => {
    expect(renderHeader("Key {key}; v={v}", { key: "a=b c", v: "2" })).toBe("Key a=b c; v=2");
  });

  it.each(CONTROL)("rejects a value with the control character %j", (sign) => {
    for (const key of [sign, `a${sign}`, `${sign}a`, `a${sign}b`]) {
      expect(() => renderHeader("Bearer {key}", { key })).toThrow(
        new TemplateError("A value in a header has a line break or control character"),
      );
    }
  });

  it("stays one line and one header with every hostile value", () => {
    for (const key of HOSTILE_VALUES.filter((value) => !/[^\0-\u00ff]/.test(value))) {
      const headers = new Headers();
      try {
        headers.set("authorization", renderHeader("Bearer {key}", { key }));
      } catch (error) {
        expect(error).toBeInstanceOf(TemplateError);
      }
      expect([...headers.keys()].filter((name) => name !== "authorization")).toEqual([]);
      expect(headers.get("authorization") ?? "").not.toMatch(/[\r\n\0]/);
    }
  });

  it("accepts any value inside base64, where it is harmless", () => {
    expect(renderHeader("Basic b64({user}:{pass})", { user: "a\r\nb", pass: "é" })).toBe("Basic YQ0KYjrDqQ==");
    expect(renderHeader("b64(b64({a}))", { a: "x" })).toBe("ZUE9PQ==");
  });
});

describe("text from a template", () => {
  it("has its values unchanged, because it is encoded afterwards", () => {
    for (const value of HOSTILE_VALUES) expect(renderText("<{value}>", { value })).toBe(`<${value}>`);
  });

  it("accepts an empty value", () => {
    expect(renderText("a{empty}b", { empty: "" })).toBe("ab");
  });

  it.each(["missing", "constructor", "toString", "__proto__", "hasOwnProperty"])(
    "needs an own value for {%s}",
    (name) => expect(() => renderText(`{${name}}`, {})).toThrow(new TemplateError(`No value for {${name}}`, name)),
  );
});
