import { describe, expect, it } from "vitest";
import { buildCatalog } from "./build/index";
import { catalogFolder, OAUTH_ENTRY, OAUTH_TEXTS } from "./testing/catalog-folder";

function problems(changes: Record<string, unknown>): string[] {
  const catalog = { acme: { ...OAUTH_ENTRY, ...changes } };
  return buildCatalog(catalogFolder({ catalog, texts: { acme: OAUTH_TEXTS } })).problems;
}

describe("a URL that only looks invalid", () => {
  it.each([
    "https://localhost.acme.example/token",
    "https://internal.acme.example/token",
    "https://acme-local/token",
    "https://acme-internal.example/token",
    "https://local.example/token",
    "https://10.0.0.1.acme.example/token",
    "https://1.acme.example/token",
    "https://acme.example/localhost/127.0.0.1",
    "https://acme.example/?to=https://localhost/",
    "https://acme.example/http://acme.example",
    "HTTPS://acme.example/token",
  ])("%s", (tokenUrl) => expect(problems({ tokenUrl })).toEqual([]));

  it.each(["urls of http: pages", "see http://acme.example", "urn:acme:http"])(
    "may be text that is not a URL: %s",
    (text) => {
      expect(problems({ authorizeParams: { url_hint: text, note: text } })).toEqual([]);
    },
  );
});

describe("a URL that only looks valid", () => {
  it.each([
    ["HTTPS://LOCALHOST/token", "is on a private host"],
    ["HTTPS://127.0.0.1/token", "has an IP address instead of a host name"],
    ["HTTPS://[::1]/token", "has an IP address instead of a host name"],
    ["https://acme.LOCAL./token", "is on a private host"],
    ["see https://acme.example", "is not https"],
    ["x{token}", "is not https"],
  ])("%s", (tokenUrl, problem) => {
    expect(problems({ tokenUrl })).toEqual([`catalog/acme.json: tokenUrl: ${problem}`]);
  });

  it("is rejected as a parameter in capitals too", () => {
    expect(problems({ tokenParams: { realm: "HTTP://acme.example" } })).toEqual([
      "catalog/acme.json: tokenParams.realm: is not https",
    ]);
  });
});

describe("a name that only looks like a generated value", () => {
  it.each(["x@now", "@nowhere", "@steps", "@stepone", "@self", "@token", "@", "@uuids"])(
    "must be declared: {%s}",
    (name) => {
      expect(problems({ tokenParams: { v: `{${name}}` } })).toHaveLength(1);
    },
  );
});
