import { describe, expect, it } from "vitest";
import { plainText } from "./plain-text";

describe("a provider's message", () => {
  it.each([
    ["Token é \u{1f511} expired.", "Token é \u{1f511} expired."],
    ["<b>bold</b> & 'quoted'", "<b>bold</b> & 'quoted'"],
    ["two\r\nlines", "two lines"],
    ["a\0\u0007\u001b\u007f\u0085\u009fb", "a b"],
    ["a\u2028b\u2029c", "a b c"],
    ["half \ud800", "half \ufffd"],
    ["\udc00 half", "\ufffd half"],
  ])("%j becomes %j", (text, plain) => expect(plainText(text)).toBe(plain));

  it("is cut at 500 characters, or at the caller's limit", () => {
    expect(plainText("x".repeat(501))).toBe("x".repeat(500));
    expect(plainText("abcdef", 3)).toBe("abc");
  });

  it("can be stored even when the cut splits a character", () => {
    expect(plainText("ab\u{1f511}", 3)).toBe("ab\ufffd");
  });

  it.each(["", null, undefined, 1, true, {}, [], ["a"], { message: "a" }])("is null for %j", (value) => {
    expect(plainText(value)).toBeNull();
  });

  it("never has characters that a log or database could misread: 2,000 random texts", () => {
    for (let seed = 0; seed < 2000; seed++) {
      const units = Array.from({ length: 600 }, (_, n) => (seed * 7919 + n * 104_729) & 0xffff);
      const plain = plainText(String.fromCharCode(...units)) ?? "";
      expect(plain.length).toBeLessThanOrEqual(500);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
      expect(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]|\p{Surrogate}/u.test(plain)).toBe(false);
    }
  });
});
