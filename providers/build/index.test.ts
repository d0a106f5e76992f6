import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { unpackIndex } from "../index-file";
import { catalogFolder, ENTRY, type Files, OAUTH_ENTRY, OAUTH_TEXTS, TEXTS } from "../testing/catalog-folder";
import { buildCatalog, writeCatalog } from "./index";

const build = (files: Files) => buildCatalog(catalogFolder(files));
/** The problems of a valid entry with changes. */
const problems = (changes: Record<string, unknown>) => build({ catalog: { acme: { ...ENTRY, ...changes } } }).problems;
const oauthProblems = (changes: Record<string, unknown>) =>
  build({ catalog: { acme: { ...OAUTH_ENTRY, ...changes } }, texts: { acme: OAUTH_TEXTS } }).problems;

describe("building a catalog", () => {
  it("returns each entry with its defaults and texts", () => {
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
  it("rejects unknown keys", () => {
    expect(problems({ tokenURL: "https://a.example" })).toEqual([
      'catalog/acme.json: (file): Unrecognized key: "tokenURL"',
    ]);
    expect(problems({ api: { ...ENTRY.api, auth: { in: "header", nmae: "x" } } })).toEqual([
      'catalog/acme.json: api.auth: Unrecognized key: "nmae"',
    ]);
  });

  it("must be JSON", () => {
    expect(build({ catalog: { acme: "{" } }).problems).toEqual([expect.stringMatching(/^catalog\/acme\.json: .*JSON/)]);
  });

  it("must have the name of its file, so slugs are unique", () => {
    expect(build({ catalog: { acme: ENTRY, other: ENTRY } }).problems).toEqual([
      'catalog/other.json: slug: is "acme", but the file is named other.json',
    ]);
  });

  it.each(["Acme", "acme_", "-acme", "acme--x", "acme/x", "", "a".repeat(101)])(
    "must have a valid slug: not %j",
    (slug) => {
      expect(problems({ slug })[0]).toMatch(/^catalog\/acme\.json: slug: /);
    },
  );
});

describe("the URLs of an entry", () => {
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

  it("must be https inside lists and parameters too", () => {
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
  ])("must not be on a private host: %s", (host) => {
    expect(oauthProblems({ tokenUrl: `https://${host}/token` })).toEqual([
      "catalog/acme.json: tokenUrl: is on a private host",
    ]);
  });

  it.each([
    ...["10.0.0.1", "127.0.0.1", "8.8.8.8", "127.1", "2130706433", "0x7f.1", "017700000001", "127.0.0.1:8443"],
    ...["[::1]", "[fe80::1]:443", "[::ffff:127.0.0.1]", "１２７.0.0.1", "127。0。0。1", "user@127.0.0.1"],
  ])("must have a host name instead of an IP address: %s", (host) => {
    expect(oauthProblems({ tokenUrl: `https://${host}/token` })).toEqual([
      "catalog/acme.json: tokenUrl: has an IP address instead of a host name",
    ]);
  });

  it("must have a valid host", () => {
    expect(oauthProblems({ tokenUrl: "https://a b/token" })).toEqual([
      "catalog/acme.json: tokenUrl: has no valid host",
    ]);
  });
});

describe("the templates of an entry", () => {
  it.each([
    ["api", { ...ENTRY.api, baseUrl: "https://{region}.acme.example" }, "api.baseUrl: {region} is not declared"],
    ["api", { ...ENTRY.api, headers: { a: "b64({user}:x)" } }, "api.headers.a: {user} is not declared"],
    ["verify", { method: "GET", path: "/{id}" }, "verify.path: {id} is not declared"],
    ["revoke", { method: "POST", url: "https://{@self}/x" }, "revoke.url: {@self} is not declared"],
  ])("must only use declared values: %s %o", (name, value, problem) => {
    expect(problems({ [name]: value })).toEqual([`catalog/acme.json: ${problem}`]);
  });

  it("may use the token, generated values and, in the lab, this instance", () => {
    const headers = { a: "{token}", b: "{@uuid}", c: "{@connectionId}", d: "{@now}", e: "{@step1.id}" };
    expect(problems({ api: { ...ENTRY.api, headers } })).toEqual([]);
    expect(problems({ categories: ["lab"], api: { ...ENTRY.api, baseUrl: "{@self}/lab" } })).toEqual([]);
  });

  it("must be valid", () => {
    expect(problems({ verify: { method: "GET", path: "/{subdomain" } })).toEqual([
      'catalog/acme.json: There is an unmatched brace in "/{subdomain"',
    ]);
  });
});

describe("the patterns of an entry", () => {
  const withPattern = (pattern: string) => problems({ variables: [{ name: "subdomain", kind: "text", pattern }] });

  it.each(["a", "^a", "a$", "a^$b", "^a|b$", "^(a|b)|c$", "^a\\$", "\\^a$", "^a[$]", "^(a)|(b)$", ""])(
    "must match the whole value: not %j",
    (pattern) => {
      expect(withPattern(pattern)).toEqual(["catalog/acme.json: subdomain.pattern: is not anchored with ^ and $"]);
    },
  );

  it.each(["^[$", "^a(b$", "^(?<n$"])("must be regular expressions: not %j", (pattern) => {
    expect(withPattern(pattern)).toEqual([
      expect.stringMatching(/subdomain\.pattern: is (not a valid regular expression|not anchored)/),
    ]);
  });

  it.each(["^a$", "^(a|b)$", "^(a|(b|c)d)e\\|f[|()]$", "^[0-9]{4}-[0-9]{2}$"])("may be %j", (pattern) => {
    expect(withPattern(pattern)).toEqual([]);
  });

  it("are checked for credentials too", () => {
    expect(problems({ credentials: [{ name: "apiKey", pattern: "sk_" }] })).toEqual([
      "catalog/acme.json: apiKey.pattern: is not anchored with ^ and $",
    ]);
  });
});

describe("the texts of an entry", () => {
  const withTexts = (texts: Record<string, unknown> | null) =>
    build({ catalog: { acme: ENTRY }, texts: { acme: texts } });

  it("must exist", () => {
    expect(withTexts(null).problems).toEqual([expect.stringMatching(/^catalog\/acme\.json: .*texts.en.acme\.json/)]);
  });

  it("must have a label for every field of the form", () => {
    expect(withTexts({ ...TEXTS, fields: {} }).problems).toEqual([
      "catalog/acme.json: fields.subdomain: has no text in texts/en",
      "catalog/acme.json: fields.apiKey: has no text in texts/en",
    ]);
  });

  it("need no label for fields that the provider fills in", () => {
    const variables = [{ name: "subdomain", kind: "label", from: "token" }];
    const texts = { ...TEXTS, fields: { apiKey: TEXTS.fields.apiKey } };
    expect(build({ catalog: { acme: { ...ENTRY, variables } }, texts: { acme: texts } }).problems).toEqual([]);
  });

  it("must be long enough and have no unknown keys", () => {
    expect(withTexts({ ...TEXTS, description: "Acme." }).problems).toEqual([
      expect.stringMatching(/^catalog\/acme\.json: texts description: /),
    ]);
    expect(withTexts({ ...TEXTS, more: 1 }).problems).toEqual([expect.stringMatching(/Unrecognized key: "more"/)]);
  });

  it("must explain how to register an app with an OAuth provider", () => {
    const texts = { acme: { description: "Customers of Acme." } };
    expect(build({ catalog: { acme: OAUTH_ENTRY }, texts }).problems).toEqual([
      "catalog/acme.json: guide: an OAuth provider needs steps to register an app",
    ]);
  });
});

describe("an entry that extends another", () => {
  const family = (catalog: Record<string, Record<string, unknown>>) => build({ catalog: { acme: ENTRY, ...catalog } });

  it("inherits what it does not set: objects are merged, lists and values replaced", () => {
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

  it("must not extend itself, directly or through others", () => {
    expect(family({ self: { extends: "self", slug: "self" } }).problems).toEqual([
      "catalog/self.json: extends itself through self",
    ]);
    expect(family({ b: { extends: "c", slug: "b" }, c: { extends: "b", slug: "c" } }).problems).toEqual([
      "catalog/b.json: extends itself through b, c",
      "catalog/c.json: extends itself through c, b",
    ]);
  });

  it("must not extend a missing entry", () => {
    expect(family({ b: { extends: "gone", slug: "b" } }).problems).toEqual([
      'catalog/b.json: extends "gone", which is not in the catalog',
    ]);
  });

  it("is checked including the inherited values", () => {
    expect(family({ b: { extends: "acme", slug: "b", variables: [] } }).problems).toEqual([
      "catalog/b.json: api.baseUrl: {subdomain} is not declared",
    ]);
  });
});

describe("the files of a build", () => {
  it("are the flat catalog, a small index by name and the union of slugs", () => {
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
