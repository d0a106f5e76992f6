import { describe, expect, it } from "vitest";
import { TemplateError } from "./parse";
import { renderUrl } from "./render-url";

const at = (host: string) => renderUrl("https://{host}/v1", { host });
const LONGEST = "a".repeat(63);

describe("a value that is a whole host (RFC 1035 §2.3.4)", () => {
  it.each([
    ["ACME.Example.COM", "acme.example.com"],
    [`${LONGEST}.${LONGEST}.example`, `${LONGEST}.${LONGEST}.example`],
    ["a.b:1", "a.b:1"],
  ])("may be %s", (host, written) => expect(at(host)).toBe(`https://${written}/v1`));

  it.each([
    `a${LONGEST}`,
    `a${LONGEST}.example`,
    `acme.a${LONGEST}`,
    "acme..example",
    ".acme",
    "acme.",
    "-acme.example",
    "acme-.example",
    "acme.-example",
    "acme.example-",
    "acme:",
    "acme:123456",
    "acme:80:80",
    "acme:8o",
  ])("has labels of letters, digits and inner hyphens, at most 63: not %s", (host) => {
    expect(() => at(host)).toThrow(
      new TemplateError("A value in a host name has characters that are not allowed there"),
    );
  });
});

describe("an empty template", () => {
  it("is rejected", () => {
    expect(() => renderUrl("", {})).toThrow(new TemplateError("A URL is empty"));
  });
});
