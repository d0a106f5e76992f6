import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, it } from "vitest";
import { MESSAGES } from "@/wire/messages";
import en from "./en.json";

// The Connect UI reads its texts by key. Only the others belong to a stored code.
const { connect_ui: connectUi, ...stored } = en;
const texts = Object.fromEntries(
  Object.entries(stored).flatMap(([namespace, names]) =>
    Object.entries(names).map(([name, text]) => [`${namespace}.${name}`, text]),
  ),
);

/** Names of the parameters a text uses. It doesn't look into plurals and selects: no text has one. */
function parametersOf(text: string): string[] {
  const elements = new IntlMessageFormat(text, "en", undefined, { ignoreTag: true }).getAst();
  return [...new Set(elements.flatMap((element) => ("value" in element && element.type !== 0 ? [element.value] : [])))];
}

describe("the message texts", () => {
  it("have exactly one text for each code", () => {
    expect(Object.keys(texts).sort()).toEqual(Object.keys(MESSAGES).sort());
  });

  it.each(Object.entries(MESSAGES))("use only parameters of their code: %s", (code, { shape }) => {
    const used = parametersOf(texts[code] ?? "");
    expect(used.filter((name) => !(name in shape))).toEqual([]);
  });

  it.each(Object.entries(MESSAGES))("use every parameter their code requires: %s", (code, { shape }) => {
    const required = Object.entries(shape).flatMap(([name, schema]) => (schema.isOptional() ? [] : [name]));
    const used = parametersOf(texts[code] ?? "");
    expect(required.filter((name) => !used.includes(name))).toEqual([]);
  });

  it.each(Object.entries(texts))("end with a period: %s", (code, text) => {
    if (code !== "mail.reset_subject" && code !== "common.legacy") expect(text.trim()).toMatch(/(\.|\.\{said\})$/);
  });
});

describe("the Connect UI texts", () => {
  const NAMES = ["product", "provider", "name", "label", "example", "query", "code", "shown", "all"];

  it.each(Object.entries(connectUi))("parse and use only known parameters: %s", (_key, text) => {
    expect(parametersOf(text).filter((name) => !NAMES.includes(name))).toEqual([]);
  });
});
