import { describe, expect, it } from "vitest";
import type { FieldSchema } from "@/wire/providers";
import { buildFields } from "./fields";
import { english } from "./testing/english";
import { checkForm, checkValue, cleanValue } from "./validate";

function fieldOf(wire: Partial<FieldSchema>) {
  const [field] = buildFields({
    auth_mode: "OAUTH2",
    connection_config: { value: { type: "string", title: "Value", order: 1, ...wire } },
  });
  if (!field) throw new Error("no field");
  return field;
}

describe("cleaning a typed value", () => {
  it.each<[Partial<FieldSchema>, string, string]>([
    [{}, "  sk_live_1\n", "sk_live_1"],
    [{ prefix: "https://" }, "HTTPS://shop.example", "shop.example"],
    [{ format: "hostname" }, "https://shop.example/admin", "shop.example"],
    [{ format: "hostname" }, "shop.example", "shop.example"],
    [{ format: "uri" }, "https://shop.example/", "https://shop.example/"],
  ])("of a field with %j turns %j into %j", (wire, typed, meant) => {
    expect(cleanValue(fieldOf(wire), typed)).toBe(meant);
  });
});

describe("a value is rejected with a sentence", () => {
  it.each<[string, Partial<FieldSchema>, string, string]>([
    ["when it is missing", {}, "   ", "Value is missing. Enter it to continue."],
    ["when no choice is made", { enum: ["eu", "us"] }, "", "Value is missing. Choose a value to continue."],
    ["when it is not one of the choices", { enum: ["eu", "us"] }, "mars", english("field_not_a_choice")],
    [
      "when it isn't a host name",
      { format: "hostname", example: "shop.example" },
      "not a host",
      "Enter only the host name, such as shop.example.",
    ],
    ["when it isn't a web address", { format: "uri" }, "javascript:alert(1)", english("field_url")],
    ["when it isn't an email address", { format: "email" }, "ada", english("field_email")],
    ["when it isn't a UUID", { format: "uuid" }, "123", english("field_uuid")],
    [
      "when it doesn't match the pattern",
      { pattern: "^key-[a-z]+$", example: "key-abc" },
      "abc",
      "This doesn't look right. It should look like “key-abc”.",
    ],
    ["when it doesn't match a pattern that has no example", { pattern: "^[0-9]+$" }, "abc", english("field_pattern")],
    ["when a space was copied into it", { pattern: "^[0-9]+$" }, "12 34", english("field_whitespace")],
    ["when it is too long", {}, "x".repeat(9000), english("field_too_long")],
  ])("%s", (_, wire, typed, sentence) => {
    expect(checkValue(english, fieldOf(wire), typed)).toBe(sentence);
  });
});

describe("a value is accepted", () => {
  it.each<[string, Partial<FieldSchema>, string]>([
    ["when it may be empty", { optional: true, pattern: "^x$" }, ""],
    ["when it is a host with a port", { format: "hostname" }, "localhost:3000"],
    ["when it is an internal address", { format: "uri" }, "http://localhost:8080/api"],
    ["when it matches the pattern except for spaces around it", { pattern: "^[0-9]+$" }, " 12 "],
    ["when the browser can't compile the pattern, because the server checks it", { pattern: "(?<bad" }, "anything"],
    ["when the pattern has escapes that unicode mode doesn't allow", { pattern: "^[\\w\\-\\:]+$" }, "a-b"],
  ])("%s", (_, wire, typed) => {
    expect(checkValue(english, fieldOf(wire), typed)).toBeNull();
  });
});

describe("a form", () => {
  it("returns the error of each invalid field by id", () => {
    const field = { type: "string", title: "Field", order: 1 } as const;
    const fields = buildFields({
      auth_mode: "BASIC",
      connection_config: { note: { ...field, optional: true } },
      credentials: { username: field, password: { ...field, order: 2 } },
    });
    expect(Object.keys(checkForm(english, fields, { "credentials-0": "ada" }))).toEqual(["credentials-1"]);
    expect(checkForm(english, fields, { "credentials-0": "ada", "credentials-1": "x" })).toEqual({});
  });
});
