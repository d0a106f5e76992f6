import { describe, expect, it } from "vitest";
import { createRandom } from "../testing/random";
import { readXml, XmlError } from "./read";

describe("reading XML", () => {
  it.each([
    ["<a/>", { a: "" }],
    ["<a>x</a>", { a: "x" }],
    ["<?xml version='1.0'?>\n<a>\n <b>1</b>\n <b>2</b>\n</a>", { a: { b: ["1", "2"] } }],
    ["<n:a xmlns:n='u' k=\"v\"><n:b/></n:a>", { a: { b: "" } }],
    ["<a>&lt;&amp;&#65;&#x42;&quot;</a>", { a: '<&AB"' }],
    ["<a><![CDATA[<b>&amp;]]></a>", { a: "<b>&amp;" }],
    ["<a><!-- no <b>x</b> --></a>", { a: "" }],
  ])("%j", (text, value) => expect(readXml(text)).toEqual(value));

  it.each([
    ["a declared entity", "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>"],
    ["an external entity", "<!doctype a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>"],
    ["an element left open", "<a><b></a>"],
    ["an element closed twice", "<a></a></a>"],
    ["an attribute without quotes", "<a b=c></a>"],
    ["half a tag", "<a"],
    ["too deep nesting", "<a>".repeat(60) + "</a>".repeat(60)],
  ])("refuses %s", (_what, text) => expect(() => readXml(text)).toThrow(XmlError));

  it("leaves an unknown entity as written and never fetches or expands it", () => {
    expect(readXml("<a>&unknown;</a>")).toEqual({ a: "&unknown;" });
  });

  it("treats names of prototype properties as any other", () => {
    const value = readXml("<a><__proto__><admin>1</admin></__proto__><constructor>x</constructor></a>") as {
      a: object;
    };
    expect(Object.getPrototypeOf(value.a)).toBe(Object.prototype);
    expect(({} as { admin?: string }).admin).toBeUndefined();
    expect(Object.hasOwn(value.a, "__proto__")).toBe(true);
  });

  it("returns a value or an error for 10,000 random texts", () => {
    const random = createRandom(1998);
    const pieces = [
      "<a>",
      "</a>",
      "<b",
      ">",
      "/>",
      "&",
      "&amp;",
      "<![CDATA[",
      "]]>",
      "<!--",
      "-->",
      '"',
      "'",
      "=",
      " ",
      "x",
      "<?",
      "?>",
      "<",
      "é",
    ];
    for (let round = 0; round < 10_000; round += 1) {
      const text = Array.from({ length: random.below(40) }, () => random.of(pieces)).join("");
      try {
        readXml(text);
      } catch (error) {
        expect(error).toBeInstanceOf(XmlError);
      }
    }
  });
});
