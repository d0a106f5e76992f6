import { describe, expect, it } from "vitest";
import { type CatalogEntry, loadProvider, type Variable } from "@/providers/load";
import { checkVariable } from "@/server/schemes/check-variable";
import { toWireProvider } from "./wire";

const problem = (kind: Variable["kind"], value: string, more: Partial<Variable> = {}) =>
  checkVariable({ name: "field", kind, ...more }, value)?.code ?? null;

const UUID = "123e4567-e89b-12d3-a456-426614174000";

describe("checking the whole value of a variable", () => {
  it.each([
    ["uuid", `x${UUID}`],
    ["uuid", `${UUID}x`],
    ["uuid", `${UUID}/${UUID}`],
    ["email", "ada@example.com, bob@example.com"],
    ["email", "ada@example.com bob"],
    ["email", "bob ada@example.com"],
    ["digits", "1 2"],
    ["label", "acme evil"],
    ["hostname", `acme.${"a".repeat(64)}`],
    ["hostname", "acme.example evil.example"],
    ["url", "https://acme.example https://evil.example"],
  ] as const)("of kind %s rejects %j", (kind, value) => expect(problem(kind, value)).toBe(`field.${kind}`));

  it("checks the kind before the provider's pattern", () => {
    expect(problem("digits", "12a", { pattern: "^12" })).toBe("field.digits");
  });

  it("checks the list of values before the pattern", () => {
    const more = { values: ["eu1"], pattern: "^eu[0-9]$" };
    expect(problem("choice", "eu2", more)).toBe("field.choice");
    expect(problem("choice", "eu1", more)).toBeNull();
  });
});

describe("the example in a form", () => {
  const entry = loadProvider("jira-basic") as CatalogEntry;

  it("is the catalog entry's when the texts have none", () => {
    const [variable] = entry.variables;
    const texts = { ...entry.texts, fields: {} };
    expect(toWireProvider({ ...entry, texts }).connection_config).toEqual({
      subdomain: { type: "string", title: "subdomain", example: variable?.example, order: 1 },
    });
    expect(variable?.example).toBe("acme");
  });
});
