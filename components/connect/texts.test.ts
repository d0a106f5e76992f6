import { describe, expect, it } from "vitest";
import { type ConnectMessages, connectMessages } from "@/messages/connect-ui";
import type { Locale } from "@/messages/render";
import { createTexts, type TextKey } from "./texts";

const LOCALES = Object.keys({ en: true } satisfies Record<Locale, true>) as Locale[];
const TEXTS = LOCALES.flatMap((locale) =>
  Object.entries(connectMessages(locale)).map(([key, text]) => [locale, key as TextKey, text] as const),
);
const ODD_VALUES = {
  empty: "",
  "very long": "x".repeat(10_000),
  "in quotes": `'O''Reilly' "and" “sons”`,
  "in braces": "{product} {0} '{'{n, plural, other {#}}'}'",
  markup: "<b>bold</b></script>",
};

/** Fills in every placeholder by plain replacement, without ICU. */
function fill(text: string, value: string): string {
  return text.replace(/\{\w+\}/g, () => value);
}

describe.each(Object.entries(ODD_VALUES))("a Connect UI text with parameters that are %s", (_name, value) => {
  it.each(TEXTS)("shows them unchanged and no ICU syntax: %s %s", (locale, key, text) => {
    const names = [...text.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
    const t = createTexts(locale, connectMessages(locale));
    expect(t(key, Object.fromEntries(names.map((name) => [name, value])))).toBe(fill(text, value));
  });
});

describe("a Connect UI text", () => {
  it("throws when a parameter is missing", () => {
    const messages: ConnectMessages = { ...connectMessages(), return_to: "Return to {product}" };
    expect(() => createTexts("en", messages)("return_to")).toThrow("product");
  });
});
