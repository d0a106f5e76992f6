import { describe, expect, it } from "vitest";
import { schemeTests } from "./scheme-tests";

const names = { schemes: ["oauth2_code", "api_key", "none"], types: ["OAUTH2", "API_KEY", "NONE"] };
const found = (text: string) => schemeTests(text, names).map(({ line, what }) => `${line} ${what}`);

describe("code that distinguishes schemes", () => {
  it.each([
    ["a comparison", 'if (provider.scheme === "oauth2_code") go();'],
    ["a negated comparison", 'if (provider.scheme !== "none") go();'],
    ["a comparison with the literal first", 'if ("api_key" === entry.scheme) go();'],
    ["a comparison through ?.", 'if (entry?.scheme === "api_key") go();'],
    ["a comparison by a computed name", 'if (entry["scheme"] === "api_key") go();'],
    ["a comparison of a destructured scheme", 'const { scheme } = entry; if (scheme === "none") go();'],
    ["a comparison of a renamed scheme", 'const { scheme: kind } = entry; if (kind === "oauth2_code") go();'],
    ["a comparison of a credential type", 'if (stored.type === "NONE") go();'],
    ["a comparison of an auth mode", 'const isOpen = view.authMode === "NONE";'],
    ["a comparison with a cast literal", 'if (entry.scheme === ("api_key" as Scheme)) go();'],
    ["a comparison with a template", "if (entry.scheme === `api_key`) go();"],
    ["a comparison in a condition of JSX-free code", 'const a = stored.type === "OAUTH2" ? 1 : 2;'],
  ])("is %s", (_, text) => {
    expect(found(text)).toEqual([expect.stringMatching(/^1 compares with "\w+"$/)]);
  });

  it("is each case of a switch", () => {
    const text = 'switch (stored.type) {\n  case "API_KEY":\n  case "NONE":\n    go();\n  default:\n}';
    expect(found(text)).toEqual(['2 has a case for "API_KEY"', '3 has a case for "NONE"']);
  });

  it.each([
    ["a set", 'const KINDS = new Set(["oauth2_code", "none"]);', 'lists "oauth2_code", "none"'],
    ["a typed set", 'const KINDS: ReadonlySet<Scheme> = new Set(["oauth2_code"]);', 'lists "oauth2_code"'],
    ["an array", 'const TYPES = ["OAUTH2", "API_KEY"] as const;', 'lists "OAUTH2", "API_KEY"'],
    ["an array that is looked in", '["api_key", "none"].includes(entry.scheme);', 'looks up "api_key", "none"'],
    ["a set that is looked in", 'new Set(["none"]).has(stored.type);', 'looks up "none"'],
  ])("is %s of names", (_, text, what) => {
    expect(found(text)).toEqual([`1 ${what}`]);
  });

  it("is a lookup in an array of ordinary words", () => {
    const text = 'const SENT = new Set(["api_key", "none"]);\nconst isSent = SENT.has(provider.scheme);';
    expect(found(text)).toEqual(['2 looks up "api_key", "none"']);
  });

  it.each([
    ["an object", 'const LABELS = { oauth2_code: "OAuth 2.0", "api_key": "API key" };'],
    ["a map", 'const LABELS = new Map([["oauth2_code", "OAuth 2.0"], ["api_key", "API key"]]);'],
  ])("is a table by scheme in %s", (_, text) => {
    expect(found(text)).toEqual(['1 keeps a table with rows such as "oauth2_code"']);
  });
});

describe("code that does not distinguish schemes", () => {
  it.each([
    ["compares two variables", "const isSame = entry.scheme === filters.scheme;"],
    ["compares something else with an ordinary word", 'if (auth.kind === "api_key" || method === "none") go();'],
    ["compares a type with another word", 'if (account.type === "credentials") go();'],
    ["writes a type", 'const client = { type: "OAUTH2" as const, id };'],
    ["has a field named like a scheme", "const body = { api_key: key, secret };"],
    ["reads from a record", "const { connects } = factsOf(provider.scheme);"],
    ["names a scheme in a type", 'type Entry = ProviderOf<"oauth2_code">;'],
    ["lists other words", 'const NAMES = new Set(["q", "scheme"]);'],
    ["mentions one in a comment", '// "oauth2_code" === scheme\ngo();'],
  ])("%s", (_, text) => {
    expect(found(text)).toEqual([]);
  });

  it("finds the right line after non-ASCII characters", () => {
    expect(found('// é ü 漢\n"use client";\nconst a = "ß";\nif (stored.type === "NONE") go();')).toEqual([
      '4 compares with "NONE"',
    ]);
  });
});
