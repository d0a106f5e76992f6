import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { unpackIndex } from "../index-file";
import { catalogFolder, ENTRY, type Files, OAUTH_ENTRY, OAUTH_TEXTS, TEXTS } from "../testing/catalog-folder";
import { buildCatalog, writeCatalog } from "./index";

const build = (files: Files) => buildCatalog(catalogFolder(files));
/** What is said about one entry that differs from a right one. */
const problems = (changes: Record<string, unknown>) => build({ catalog: { acme: { ...ENTRY, ...changes } } }).problems;
const oauthProblems = (changes: Record<string, unknown>) =>
  build({ catalog: { acme: { ...OAUTH_ENTRY, ...changes } }, texts: { acme: OAUTH_TEXTS } }).problems;

describe("building a catalog", () => {
  it("gives each entry with its defaults and our words", () => {
    expect(build({ catalog: { acme: { $schema: "../schema.json", ...ENTRY } } })).toEqual({
      problems: [],
      entries: [{ ...ENTRY, settings: [], texts: { ...TEXTS, guide: [] } }],
    });
  });

  it("reports every problem of every file at once", () => {
    const { problems: found } = build({
      catalog: {
        acme: { ...ENTRY, docsUrl: "http://a.example", verify: { method: "GET", url: "https://{x}.example" } },
        broken: "{",
        zeta: { ...ENTRY, slug: "zeta", scheme: "magic" },
      },
    });
    expect(found.map((line) => line.split(": ").slice(0, 2).join(": "))).toEqual([
      expect.stringMatching(/^catalog\/broken\.json: /),
      "catalog/acme.json: docsUrl",
      "catalog/acme.json: verify.url",
      "catalog/zeta.json: scheme",
    ]);
  });
});

describe("an entry", () => {
  it("knows no further keys", () => {
    expect(problems({ tokenURL: "https://a.example" })).toEqual([
      'catalog/acme.json: (file): Unrecognized key: "tokenURL"',
    ]);
    expect(problems({ api: { ...ENTRY.api, auth: { in: "header", nmae: "x" } } })).toEqual([
      'catalog/acme.json: api.auth: Unrecognized key: "nmae"',
    ]);
  });

  it("is JSON", () => {
    expect(build({ catalog: { acme: "{" } }).problems).toEqual([expect.stringMatching(/^catalog\/acme\.json: .*JSON/)]);
  });

  it("is called like its file, so that no two are called the same", () => {
    expect(build({ catalog: { acme: ENTRY, other: ENTRY } }).problems).toEqual([
      'catalog/other.json: slug: is "acme", the file is called other.json',
    ]);
  });

  it.each(["Acme", "acme_", "-acme", "acme--x", "acme/x", "", "a".repeat(101)])("has a plain slug: not %j", (slug) => {
    expect(problems({ slug })[0]).toMatch(/^catalog\/acme\.json: slug: /);
  });
});

describe("the addresses of an entry", () => {
  it.each([
    "http://acme.example",
    "HTTP://acme.example",
    "ftp://acme.example",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "//acme.example",
    "acme.example",
  ])("are https: not %s", (url) => {
    for (const name of ["authorizeUrl", "tokenUrl", "refreshUrl"]) {
      expect(oauthProblems({ [name]: url })).toEqual([`catalog/acme.json: ${name}: is not https`]);
    }
    expect(problems({ api: { ...ENTRY.api, baseUrl: url } })).toEqual(["catalog/acme.json: api.baseUrl: is not https"]);
  });

  it("are https inside lists and parameters too", () => {
    expect(oauthProblems({ authorizeParams: { realm: "http://acme.example" } })).toEqual([
      "catalog/acme.json: authorizeParams.realm: is not https",
    ]);
  });

  it.each([
    "localhost",
    "db.local",
    "x.internal",
    "wiki.intranet",
    "a.home.arpa",
    "LOCALHOST",
    "localhost.",
    "localhost:1",
  ])("name no private host: not %s", (host) => {
    expect(oauthProblems({ tokenUrl: `https://${host}/token` })).toEqual([
      "catalog/acme.json: tokenUrl: names a private host",
    ]);
  });

  it.each([
    ...["10.0.0.1", "127.0.0.1", "8.8.8.8", "127.1", "2130706433", "0x7f.1", "017700000001", "127.0.0.1:8443"],
    ...["[::1]", "[fe80::1]:443", "[::ffff:127.0.0.1]", "１２７.0.0.1", "127。0。0。1", "user@127.0.0.1"],
  ])("name a host, not an address: not %s", (host) => {
    expect(oauthProblems({ tokenUrl: `https://${host}/token` })).toEqual([
      "catalog/acme.json: tokenUrl: names an address instead of a host",
    ]);
  });

  it("name a host that can be read", () => {
    expect(oauthProblems({ tokenUrl: "https://a b/token" })).toEqual(["catalog/acme.json: tokenUrl: names no host"]);
  });
});

describe("the templates of an entry", () => {
  it.each([
    ["api", { ...ENTRY.api, baseUrl: "https://{region}.acme.example" }, "api.baseUrl: {region} is not declared"],
    ["api", { ...ENTRY.api, headers: { a: "b64({user}:x)" } }, "api.headers.a: {user} is not declared"],
    ["verify", { method: "GET", path: "/{id}" }, "verify.path: {id} is not declared"],
    ["revoke", { method: "POST", url: "https://{@self}/x" }, "revoke.url: {@self} is not declared"],
  ])("name declared values alone: %s %o", (name, value, problem) => {
    expect(problems({ [name]: value })).toEqual([`catalog/acme.json: ${problem}`]);
  });

  it("may name the token, the values of the moment and, in the lab, this instance", () => {
    const headers = { a: "{token}", b: "{@uuid}", c: "{@connectionId}", d: "{@now}", e: "{@step1.id}" };
    expect(problems({ api: { ...ENTRY.api, headers } })).toEqual([]);
    expect(problems({ categories: ["lab"], api: { ...ENTRY.api, baseUrl: "{@self}/lab" } })).toEqual([]);
  });

  it("can be read", () => {
    expect(problems({ verify: { method: "GET", path: "/{subdomain" } })).toEqual([
      'catalog/acme.json: There is an unmatched brace in "/{subdomain"',
    ]);
  });
});

describe("the patterns of an entry", () => {
  const withPattern = (pattern: string) => problems({ variables: [{ name: "subdomain", kind: "text", pattern }] });

  it.each(["a", "^a", "a$", "a^$b", "^a|b$", "^(a|b)|c$", "^a\\$", "\\^a$", "^a[$]", "^(a)|(b)$", ""])(
    "hold for the whole value: not %j",
    (pattern) => {
      expect(withPattern(pattern)).toEqual(["catalog/acme.json: subdomain.pattern: is not anchored by ^ and $"]);
    },
  );

  it.each(["^[$", "^a(b$", "^(?<n$"])("are regular expressions: not %j", (pattern) => {
    expect(withPattern(pattern)).toEqual([
      expect.stringMatching(/subdomain\.pattern: is (no regular expression|not anchored)/),
    ]);
  });

  it.each(["^a$", "^(a|b)$", "^(a|(b|c)d)e\\|f[|()]$", "^[0-9]{4}-[0-9]{2}$"])("are taken: %j", (pattern) => {
    expect(withPattern(pattern)).toEqual([]);
  });

  it("of credentials are checked alike", () => {
    expect(problems({ credentials: [{ name: "apiKey", pattern: "sk_" }] })).toEqual([
      "catalog/acme.json: apiKey.pattern: is not anchored by ^ and $",
    ]);
  });
});

describe("our words on an entry", () => {
  const withTexts = (texts: Record<string, unknown> | null) =>
    build({ catalog: { acme: ENTRY }, texts: { acme: texts } });

  it("must be there", () => {
    expect(withTexts(null).problems).toEqual([expect.stringMatching(/^catalog\/acme\.json: .*texts.en.acme\.json/)]);
  });

  it("name every field a person is asked for", () => {
    expect(withTexts({ ...TEXTS, fields: {} }).problems).toEqual([
      "catalog/acme.json: fields.subdomain: has no words in texts/en",
      "catalog/acme.json: fields.apiKey: has no words in texts/en",
    ]);
  });

  it("need not name what the provider fills in", () => {
    const variables = [{ name: "subdomain", kind: "label", from: "token" }];
    const texts = { ...TEXTS, fields: { apiKey: TEXTS.fields.apiKey } };
    expect(build({ catalog: { acme: { ...ENTRY, variables } }, texts: { acme: texts } }).problems).toEqual([]);
  });

  it("are long enough to say something, and hold nothing else", () => {
    expect(withTexts({ ...TEXTS, description: "Acme." }).problems).toEqual([
      expect.stringMatching(/^catalog\/acme\.json: texts description: /),
    ]);
    expect(withTexts({ ...TEXTS, more: 1 }).problems).toEqual([expect.stringMatching(/Unrecognized key: "more"/)]);
  });

  it("say how to register an app with an OAuth provider", () => {
    const texts = { acme: { description: "Customers of Acme." } };
    expect(build({ catalog: { acme: OAUTH_ENTRY }, texts }).problems).toEqual([
      "catalog/acme.json: guide: an OAuth provider needs steps to register an app",
    ]);
  });
});

describe("an entry that extends another", () => {
  const family = (catalog: Record<string, Record<string, unknown>>) => build({ catalog: { acme: ENTRY, ...catalog } });

  it("takes what it does not say itself: objects are merged, lists and values replaced", () => {
    const child = { extends: "acme", slug: "child", name: "Child", categories: ["ai"], api: { auth: { name: "x-c" } } };
    const grandchild = { extends: "child", slug: "grandchild", popular: 1 };
    const { entries, problems: found } = family({ child, grandchild });
    expect(found).toEqual([]);
    const api = { baseUrl: ENTRY.api.baseUrl, auth: { ...ENTRY.api.auth, name: "x-c" } };
    const resolved = { ...ENTRY, settings: [], name: "Child", categories: ["ai"], api, texts: { ...TEXTS, guide: [] } };
    expect(entries.slice(1)).toEqual([
      { ...resolved, slug: "child" },
      { ...resolved, slug: "grandchild", popular: 1 },
    ]);
  });

  it("may not extend itself, also by way of others", () => {
    expect(family({ self: { extends: "self", slug: "self" } }).problems).toEqual([
      "catalog/self.json: extends itself by way of self",
    ]);
    expect(family({ b: { extends: "c", slug: "b" }, c: { extends: "b", slug: "c" } }).problems).toEqual([
      "catalog/b.json: extends itself by way of b, c",
      "catalog/c.json: extends itself by way of c, b",
    ]);
  });

  it("may not extend what is not there", () => {
    expect(family({ b: { extends: "gone", slug: "b" } }).problems).toEqual([
      'catalog/b.json: extends "gone", which is not in the catalog',
    ]);
  });

  it("is checked as a whole, what it took over included", () => {
    expect(family({ b: { extends: "acme", slug: "b", variables: [] } }).problems).toEqual([
      "catalog/b.json: api.baseUrl: {subdomain} is not declared",
    ]);
  });
});

describe("what the product loads", () => {
  it("is the flat catalog, a small index by name, and the union of slugs", () => {
    const b = { ...ENTRY, slug: "b", name: "Älpha", popular: 2 };
    const root = catalogFolder({ catalog: { acme: ENTRY, b, c: { ...ENTRY, slug: "c", name: "alpine" } } });
    const built = buildCatalog(root);
    writeCatalog(path.join(root, "out"), built);
    const read = (file: string) => readFileSync(path.join(root, "out", file), "utf8");
    const lines = read("catalog.tsv").trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line.slice(line.indexOf("\t") + 1)))).toEqual(built.entries);
    expect(lines.map((line) => line.split("\t")[0])).toEqual(["acme", "b", "c"]);
    const row = { scheme: "api_key", authMode: "API_KEY", categories: ["crm"], popular: null };
    expect(unpackIndex(JSON.parse(read("index.json")))).toEqual([
      { ...row, slug: "acme", name: "Acme" },
      { ...row, slug: "b", name: "Älpha", popular: 2 },
      { ...row, slug: "c", name: "alpine" },
    ]);
    expect(read("slugs.ts")).toContain('export type ProviderSlug =\n  | "acme"\n  | "b"\n  | "c";\n');
  });
});
