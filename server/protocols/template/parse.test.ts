import { describe, expect, it } from "vitest";
import { parseTemplate, TemplateError, templateVariables } from "./parse";

describe("reading a template", () => {
  it.each([
    ["", []],
    ["plain text", [{ kind: "text", text: "plain text" }]],
    ["{token}", [{ kind: "value", name: "token" }]],
    [
      "Bearer {token}!",
      [
        { kind: "text", text: "Bearer " },
        { kind: "value", name: "token" },
        { kind: "text", text: "!" },
      ],
    ],
    [
      "{a}{b}",
      [
        { kind: "value", name: "a" },
        { kind: "value", name: "b" },
      ],
    ],
    ["{@self}", [{ kind: "value", name: "@self" }]],
    ["{@step1.data.id}", [{ kind: "value", name: "@step1.data.id" }]],
    [
      "Basic b64({user}:{pass})",
      [
        { kind: "text", text: "Basic " },
        {
          kind: "call",
          name: "b64",
          inner: [
            { kind: "value", name: "user" },
            { kind: "text", text: ":" },
            { kind: "value", name: "pass" },
          ],
        },
      ],
    ],
    [
      "b64(b64(x))",
      [{ kind: "call", name: "b64", inner: [{ kind: "call", name: "b64", inner: [{ kind: "text", text: "x" }] }] }],
    ],
    ["b64()", [{ kind: "call", name: "b64", inner: [] }]],
    ["(a) b64", [{ kind: "text", text: "(a) b64" }]],
  ])("%j", (text, parts) => expect(parseTemplate(text)).toEqual(parts));

  it.each(["{", "}", "{a", "a}", "{}", "{ a}", "{a b}", "{1}", "{a}{", "{{a}}", "{a}}", "${a", "{-a}", "{é}", "{a\n}"])(
    "rejects an unmatched brace: %j",
    (text) => expect(() => parseTemplate(text)).toThrow(new TemplateError(`There is an unmatched brace in "${text}"`)),
  );

  it.each(["b64(", "b64({a}", "b64(b64({a})", "x b64(a"])("rejects b64( that is not closed: %j", (text) => {
    expect(() => parseTemplate(text)).toThrow(new TemplateError(`b64( is not closed in "${text}"`));
  });
});

describe("the names a template fills in", () => {
  it.each([
    ["https://{subdomain}.example/{id}?x={subdomain}", ["subdomain", "id"]],
    ["Basic b64({user}:b64({pass}))", ["user", "pass"]],
    ["{@self}/lab", ["@self"]],
    ["none", []],
  ])("%j", (text, names) => expect(templateVariables(text)).toEqual(names));
});
