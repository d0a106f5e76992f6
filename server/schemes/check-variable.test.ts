import { describe, expect, it } from "vitest";
import { renderMessage } from "@/messages/render";
import type { Variable } from "@/providers/load";
import { checkVariable } from "./check-variable";

type Kind = Variable["kind"];
function problem(kind: Kind, value: string, more: Partial<Variable> = {}): string | null {
  const found = checkVariable({ name: "field", kind, ...more }, value);
  return found && renderMessage(found);
}

const PROBLEMS: Partial<Record<Kind, string>> = {
  label: "Enter only the first part of the address, such as acme.",
  hostname: "Enter a host name without https://, such as acme.example.com.",
  url: "Enter a URL that begins with https://.",
  digits: "Enter digits only.",
  uuid: "Enter the ID in the form 8-4-4-4-12.",
  email: "Enter an email address.",
};
const UNUSABLE = "This value contains a line break or another character that can't be used.";

const RIGHT: [Kind, string[]][] = [
  ["label", ["acme", "ACME", "a", "7", "my-team", "my_team", "a".repeat(63)]],
  ["hostname", ["acme.example.com", "ACME.example", "a-b.c-d.example", "1.example", "xn--bcher-kva.example"]],
  ["url", ["https://acme.example.com", "https://acme.example:8443/path?x=1", "HTTPS://acme.example/"]],
  ["digits", ["0", "007", "1".repeat(500)]],
  ["uuid", ["123e4567-e89b-12d3-a456-426614174000", "123E4567-E89B-12D3-A456-426614174000"]],
  ["email", ["ada@example.com", "a.b+c@sub.example.co"]],
  ["text", ["anything at all: é \u{1f511} <b>", " ", "x".repeat(500)]],
  ["choice", ["eu"]],
];

const WRONG: [Kind, string[]][] = [
  [
    "label",
    [
      ...["", " ", "acme.example", "acme/", "acme#", "acme?", "acme@evil", "acme:80", "-acme", "acme-", "a b", "é"],
      ...["a".repeat(64), "..", "{@self}", "acme\\", "аcme", "ſ", "%61", "acme%2e"],
    ],
  ],
  [
    "hostname",
    [
      ...["", "acme", "localhost", "https://acme.example", "acme.example/", "acme.example:80", "acme..example"],
      ...[".acme.example", "acme.example.", "acme.example#", "a@acme.example", "127.0.0.1", "[::1]", "1.2.3.4.5"],
      ...["-a.example", "a-.example", "acme.example?x", "acme.пример", "a b.example", `${"a".repeat(64)}.example`],
    ],
  ],
  [
    "url",
    [
      ...["", "acme.example", "http://acme.example", "//acme.example", "javascript:alert(1)", "ftp://acme.example"],
      ...[
        "https://",
        "https://localhost",
        "https://127.0.0.1",
        "https://0x7f.1",
        "https://2130706433",
        "https://[::1]",
      ],
      ...["https://user@acme.example", "https://user:pass@acme.example", "https://10.0.0.1:80/x"],
    ],
  ],
  ["digits", ["", "1a", "-1", "1.5", " 1", "١٢", "1e3", "0x1"]],
  ["uuid", ["", "123e4567e89b12d3a456426614174000", "123e4567-e89b-12d3-a456-42661417400", "g".repeat(36), "{x}"]],
  ["email", ["", "ada", "ada@", "@example.com", "ada@example", "a b@example.com", "ada@exam ple.com", "a@b@c.example"]],
];

const pairs = (table: [Kind, string[]][]) =>
  table.flatMap(([kind, values]) => values.map((value) => [kind, value] as const));

describe("checking a value for a provider's variable", () => {
  it.each(pairs(RIGHT))("accepts for the kind %s: %j", (kind, value) => expect(problem(kind, value)).toBeNull());

  it.each(pairs(WRONG))("rejects for the kind %s, with the kind's message: %j", (kind, value) => {
    expect(problem(kind, value)).toBe(PROBLEMS[kind]);
  });

  it.each(["label", "hostname", "url", "digits", "uuid", "email", "text", "choice"] as const)(
    "rejects for the kind %s a long value and control characters",
    (kind) => {
      const right = RIGHT.find(([known]) => known === kind)?.[1][0] ?? "";
      for (const sign of ["\0", "\n", "\r\n", "\t", "\u001b", "\u007f"]) {
        for (const value of [`${right}${sign}`, `${sign}${right}`]) expect(problem(kind, value)).toBe(UNUSABLE);
      }
      expect(problem(kind, right.padEnd(501, "1"))).toBe("This value is too long.");
    },
  );

  it("accepts only an exact choice", () => {
    const values = ["eu", "us"];
    expect(problem("choice", "us", { values })).toBeNull();
    for (const value of ["", "EU", "eu ", "eu,us", "constructor"]) {
      expect(problem("choice", value, { values })).toBe("Choose one of: eu, us.");
    }
  });

  it("requires the provider's pattern, and shows the example when the value doesn't match", () => {
    const pattern = "^[0-9]{4}-[0-9]{2}$";
    expect(problem("text", "2026-01", { pattern })).toBeNull();
    expect(problem("text", "2026", { pattern, example: "2026-01" })).toBe(
      "This value doesn't look right. It should look like 2026-01.",
    );
    expect(problem("text", "2026", { pattern })).toBe("This value doesn't look right. Copy all of it again.");
  });
});
