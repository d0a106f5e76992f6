import { describe, expect, it } from "vitest";
import { TemplateError } from "./parse";
import { fillJson, fillTemplates, renderHeader, renderText, renderXml } from "./render";
import { HOSTILE_VALUES } from "./testing/hostile-values";

it("tests more than 2,000 hostile values", () => {
  expect(new Set(HOSTILE_VALUES).size).toBeGreaterThan(2000);
});

describe("a hostile value in an XML document", () => {
  it("stays inside its element and its attribute", () => {
    const escaped = HOSTILE_VALUES.filter((value) => {
      try {
        const text = renderXml('<l u="{value}">{value}</l>', { value });
        return !/^<l u="([^"<&]|&(amp|lt|gt|quot|#39|#xD|#x9|#xA);)*">([^<&]|&(amp|lt|gt|quot|#39|#xD|#x9|#xA);)*<\/l>$/u.test(
          text,
        );
      } catch (error) {
        return !(error instanceof RangeError);
      }
    });
    expect(escaped).toEqual([]);
  });
});

describe("a hostile value in a JSON body", () => {
  it("stays one string", () => {
    const escaped = HOSTILE_VALUES.filter((value) => {
      const body = JSON.stringify(fillJson({ a: "{value}", list: ["{value}"] }, { value }));
      return JSON.stringify(JSON.parse(body)) !== JSON.stringify({ a: value, list: [value] });
    });
    expect(escaped).toEqual([]);
  });
});

describe("a hostile value in a header", () => {
  it("starts no other line", () => {
    const escaped = HOSTILE_VALUES.filter((value) => {
      try {
        return /[\r\n\0]/.test(renderHeader("Bearer {value}", { value }));
      } catch (error) {
        return !(error instanceof TemplateError);
      }
    });
    expect(escaped).toEqual([]);
  });
});

describe("a set of templates", () => {
  it("omits templates with an absent value, such as an optional field left empty", () => {
    expect(fillTemplates({ a: "{x}", b: "{y}", c: "z", d: "{x}{y}" }, { x: "1" })).toEqual({ a: "1", c: "z" });
    expect(fillTemplates(undefined, {})).toEqual({});
  });

  it("fills strings inside a JSON value and keeps everything else", () => {
    const value = { a: "{x}", b: { c: ["{x}", "{y}", 1, null] }, d: "{y}", e: false };
    expect(fillJson(value, { x: "1" })).toEqual({ a: "1", b: { c: ["1", 1, null] }, e: false });
  });
});

describe("a template function", () => {
  it.each([
    ["b64({a}:{b})", "MTox"],
    ["sha256hex({a})", "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"],
    ["md5hex({a})", "c4ca4238a0b923820dcc509a6f75849b"],
  ])("%s", (template, text) => {
    expect(renderText(template, { a: "1", b: "1" })).toBe(text);
  });

  it("can be nested", () => {
    const inner = renderText("b64({a})", { a: "1" });
    expect(renderText("sha256hex(b64({a}))", { a: "1" })).toBe(renderText("sha256hex({x})", { x: inner }));
  });
});
