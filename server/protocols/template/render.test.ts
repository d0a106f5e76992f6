import { describe, expect, it } from "vitest";
import { TemplateError } from "./parse";
import { renderHeader, renderText } from "./render";
import { HOSTILE_VALUES } from "./testing/hostile-values";

const CONTROL = [...Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)), "\u007f"];

describe("a header from a template", () => {
  it("holds its values as they are", () => {
    expect(renderHeader("Key {key}; v={v}", { key: "a=b c", v: "2" })).toBe("Key a=b c; v=2");
  });

  it.each(CONTROL)("holds no value with the control character %j", (sign) => {
    for (const key of [sign, `a${sign}`, `${sign}a`, `a${sign}b`]) {
      expect(() => renderHeader("Bearer {key}", { key })).toThrow(
        new TemplateError("A value for a header holds a line break or control character"),
      );
    }
  });

  it("is one line, and one header, with every hostile value", () => {
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

  it("takes any value inside base64, where it can begin nothing", () => {
    expect(renderHeader("Basic b64({user}:{pass})", { user: "a\r\nb", pass: "é" })).toBe("Basic YQ0KYjrDqQ==");
    expect(renderHeader("b64(b64({a}))", { a: "x" })).toBe("ZUE9PQ==");
  });
});

describe("text from a template", () => {
  it("holds its values as they are: it is encoded afterwards", () => {
    for (const value of HOSTILE_VALUES) expect(renderText("<{value}>", { value })).toBe(`<${value}>`);
  });

  it("takes an empty value for a value", () => {
    expect(renderText("a{empty}b", { empty: "" })).toBe("ab");
  });

  it.each(["missing", "constructor", "toString", "__proto__", "hasOwnProperty"])(
    "needs a value of its own for {%s}",
    (name) => expect(() => renderText(`{${name}}`, {})).toThrow(new TemplateError(`No value for {${name}}`)),
  );
});
