import { describe, expect, it } from "vitest";
import { checkVariable } from "@/server/schemes/check-variable";
import { buildCatalog } from "./build/index";
import { loadProvider } from "./load";
import { catalogFolder, OAUTH_ENTRY, OAUTH_TEXTS } from "./testing/catalog-folder";

const WORDS = { label: "Host", hint: "Yours." };

function problems(changes: Record<string, unknown>): string[] {
  const texts = { ...OAUTH_TEXTS, fields: { host: WORDS, region: WORDS } };
  return buildCatalog(catalogFolder({ catalog: { acme: { ...OAUTH_ENTRY, ...changes } }, texts: { acme: texts } }))
    .problems;
}

const host = (more: Record<string, unknown> = {}) => [{ name: "host", kind: "hostname", ...more }];

describe("a URL that receives the team's client secret (RFC 9700 §4.4)", () => {
  it.each(["authorizeUrl", "tokenUrl", "refreshUrl"])(
    "must not have a host that the end user can choose: %s",
    (name) => {
      for (const address of [
        "https://{host}/token",
        "https://api.{host}/token",
        "https://{host}:8443/",
        "https://{host}.com/x",
      ]) {
        expect(problems({ variables: host(), [name]: address })).toEqual([
          `catalog/acme.json: ${name}: {host} could be any host, which would then receive the client secret`,
        ]);
      }
    },
  );

  it("must not have a host that the end user can choose: revoke.url", () => {
    expect(problems({ variables: host(), revoke: { method: "POST", url: "https://{host}/revoke" } })).toEqual([
      "catalog/acme.json: revoke.url: {host} could be any host, which would then receive the client secret",
    ]);
  });

  it("must not start with a URL from the end user or the callback", () => {
    for (const more of [{ kind: "url" }, { kind: "url", from: "callback" }]) {
      expect(problems({ variables: host(more), tokenUrl: "{host}/token" })).toEqual([
        "catalog/acme.json: tokenUrl: {host} could be any host, which would then receive the client secret",
      ]);
    }
  });

  it.each([
    ["on the provider's own domain", host({ kind: "label" }), "https://{host}.acme.example/token"],
    ["held to a pattern", host({ pattern: "^([a-z]+\\.)+acme\\.example$" }), "https://{host}/token"],
    ["one of a few", host({ kind: "choice", values: ["acme.example", "acme.test"] }), "https://{host}/token"],
    ["named by the provider's own token answer", host({ kind: "url", from: "token" }), "{host}/token"],
    ["fixed, whatever the path says", host(), "https://acme.example/{host}/token?x={host}"],
  ])("may have a variable that is %s", (_name, variables, tokenUrl) => {
    expect(problems({ variables, tokenUrl })).toEqual([]);
  });

  it.each([
    "https://{region}.{host}/token",
    "https://{host}acme.co.example/token",
    "https://api.{region}.{host}:8443/",
  ])("is checked by the end of its host: not %s", (tokenUrl) => {
    const variables = [...host(), { name: "region", kind: "choice", values: ["eu", "us"] }];
    expect(problems({ variables, tokenUrl })).toEqual([
      "catalog/acme.json: tokenUrl: {host} could be any host, which would then receive the client secret",
    ]);
  });

  it("is neither the API's URL nor any URL when end users bring their own client", () => {
    const api = { ...OAUTH_ENTRY.api, baseUrl: "https://{host}/v1" };
    expect(problems({ variables: host(), api })).toEqual([]);
    const { authorizeUrl: _none, ...own } = OAUTH_ENTRY;
    const entry = { ...own, scheme: "oauth2_client_credentials", variables: host(), tokenUrl: "https://{host}/token" };
    const texts = { acme: { ...OAUTH_TEXTS, fields: { host: WORDS } } };
    expect(buildCatalog(catalogFolder({ catalog: { acme: entry }, texts })).problems).toEqual([]);
  });

  it.each([
    ["RSA-SHA1", []],
    ["PLAINTEXT", ["requestTokenUrl", "authorizeUrl", "tokenUrl"]],
    ["HMAC-SHA1", ["requestTokenUrl", "authorizeUrl", "tokenUrl"]],
  ])("may have any host when only a signature is sent (RFC 5849 §3.4.3): %s", (signature, refused) => {
    const { slug, name, categories } = OAUTH_ENTRY;
    const at = (path: string) => `https://{host}/${path}`;
    const urls = { requestTokenUrl: at("a"), authorizeUrl: at("b"), tokenUrl: at("c") };
    const api = { baseUrl: at("api"), auth: { in: "oauth1" } };
    const entry = { slug, name, categories, scheme: "oauth1", signature, variables: host(), api, ...urls };
    const texts = { acme: { ...OAUTH_TEXTS, fields: { host: WORDS } } };
    const found = buildCatalog(catalogFolder({ catalog: { acme: entry }, texts })).problems;
    expect(found).toEqual(
      refused.map(
        (field) => `catalog/acme.json: ${field}: {host} could be any host, which would then receive the client secret`,
      ),
    );
  });

  it("may be this instance in the lab", () => {
    expect(problems({ categories: ["lab"], tokenUrl: "{@self}/lab/token" })).toEqual([]);
  });
});

describe("the Salesforce sign-in hosts", () => {
  const variable = loadProvider("salesforce")?.variables.find(({ name }) => name === "hostname");
  const problem = (value: string) => variable && checkVariable(variable, value);

  it.each([
    "login.salesforce.com",
    "test.salesforce.com",
    "acme.my.salesforce.com",
    "Acme--Dev.sandbox.my.salesforce.com",
  ])("may be %s", (value) => expect(problem(value)).toBeNull());

  it.each([
    "evil.example",
    "salesforce.com.evil.example",
    "evilsalesforce.com",
    "salesforce.com",
    "acme.my.salesforce.co",
  ])("must be Salesforce's own: not %s", (value) => {
    expect(problem(value)).toEqual({
      code: "field.mismatch_example",
      params: { example: "acme.my.salesforce.com" },
    });
  });
});

describe("a URL template", () => {
  it.each(["https://{host}.internal/token", "https://{host}.local:8443/", "https://{host}.localhost/"])(
    "must not have a private host after a variable: %s",
    (tokenUrl) => {
      const pattern = "^[a-z]+$";
      expect(problems({ variables: host({ kind: "label", pattern }), tokenUrl })).toEqual([
        "catalog/acme.json: tokenUrl: is on a private host",
      ]);
    },
  );

  it("may have a variable as its port", () => {
    const variables = [...host({ kind: "label" }), { name: "region", kind: "digits" }];
    expect(problems({ variables, tokenUrl: "https://{host}.acme.example:{region}/token" })).toEqual([]);
  });
});
