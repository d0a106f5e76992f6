import { afterEach, describe, expect, it } from "vitest";
import { type CatalogEntry, loadIndex, loadProvider } from "@/providers/load";
import { env } from "@/server/core/env";
import { ServiceError } from "@/server/core/errors";
import { WireProvider } from "@/wire/providers";
import { readProviderDetail } from "./describe";
import { readProvider } from "./get";
import { findProviders, offered } from "./list";
import { toWireProvider } from "./wire";

const LOGOS = "http://keyhold.test:3000/images/template-logos";

describe("a provider in the public API", () => {
  it("has its OAuth endpoints and scopes: lab-oauth2", () => {
    expect(readProvider("lab-oauth2")).toEqual({
      name: "lab-oauth2",
      display_name: "Provider lab (OAuth 2.0)",
      description: "An OAuth 2.0 server inside Keyhold, to try the whole flow without an app of your own.",
      logo_url: `${LOGOS}/lab-oauth2.svg`,
      auth_mode: "OAUTH2",
      categories: ["lab"],
      docs: "",
      default_scopes: ["profile"],
      scope_separator: " ",
      authorization_url: "{@self}/lab/oauth2/authorize",
      token_url: "{@self}/lab/oauth2/token",
      proxy: { base_url: "{@self}/lab/api" },
    });
  });

  it("has its variables as connection_config: zendesk", () => {
    expect(readProvider("zendesk")).toEqual({
      name: "zendesk",
      display_name: "Zendesk",
      description: "Tickets and users of a Zendesk instance.",
      logo_url: `${LOGOS}/zendesk.svg`,
      auth_mode: "OAUTH2",
      categories: ["support", "crm"],
      docs: "https://developer.zendesk.com/api-reference/",
      scope_separator: " ",
      authorization_url: "https://{subdomain}.zendesk.com/oauth/authorizations/new",
      token_url: "https://{subdomain}.zendesk.com/oauth/tokens",
      connection_config: {
        subdomain: {
          type: "string",
          title: "Zendesk subdomain",
          description: "The part before .zendesk.com in the URL you sign in at.",
          example: "acme",
          order: 1,
        },
      },
      proxy: { base_url: "https://{subdomain}.zendesk.com" },
    });
  });

  it("orders its credentials after its variables: jira-basic", () => {
    expect(readProvider("jira-basic")).toEqual({
      name: "jira-basic",
      display_name: "Jira (Basic Auth)",
      description: "Issues and projects of a Jira Cloud site, with a personal API token.",
      logo_url: `${LOGOS}/jira-basic.svg`,
      auth_mode: "BASIC",
      categories: ["productivity", "support", "infrastructure"],
      docs: "https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/",
      connection_config: {
        subdomain: {
          type: "string",
          title: "Site name",
          description: "The part before .atlassian.net in the URL of your site.",
          example: "acme",
          order: 1,
        },
      },
      credentials: {
        username: {
          type: "string",
          title: "Email address",
          description: "The email address of your Atlassian account.",
          example: "ada@example.com",
          format: "email",
          order: 2,
        },
        password: {
          type: "string",
          title: "API token",
          description: "In your Atlassian account under Security → API tokens.",
          order: 3,
          secret: true,
        },
      },
      proxy: { base_url: "https://{subdomain}.atlassian.net" },
    });
  });

  it("has everything that a form needs for each field", () => {
    const entry: CatalogEntry = {
      slug: "acme",
      name: "Acme",
      scheme: "api_key",
      categories: ["crm"],
      variables: [
        { name: "region", kind: "choice", values: ["eu", "us"], default: "eu", optional: true },
        { name: "host", kind: "hostname", from: "token" },
        { name: "site", kind: "url", pattern: "^https:", example: "https://a.example" },
      ],
      credentials: [{ name: "apiKey", secret: true, kind: "uuid", prefix: "sk_" }],
      settings: [],
      api: { auth: { in: "header" } },
      texts: {
        description: "Customers.",
        fields: { site: { label: "Site", hint: "", placeholder: "https://b" } },
        guide: [],
      },
    };
    expect(toWireProvider(entry)).toMatchObject({
      connection_config: {
        region: { type: "string", title: "region", enum: ["eu", "us"], default_value: "eu", optional: true, order: 1 },
        host: { type: "string", title: "host", format: "hostname", automated: true, order: 2 },
        site: { type: "string", title: "Site", format: "uri", pattern: "^https:", example: "https://b", order: 3 },
      },
      credentials: {
        apiKey: { type: "string", title: "apiKey", secret: true, format: "uuid", prefix: "sk_", order: 4 },
      },
    });
  });

  it("matches the published schema exactly, for every entry", () => {
    for (const provider of findProviders()) expect(WireProvider.strict().parse(provider)).toEqual(provider);
  });

  it("is not found under an unknown name", () => {
    for (const slug of ["none", "Slack", "__proto__", ""]) {
      expect(() => readProvider(slug)).toThrow(ServiceError);
      expect(() => readProviderDetail(slug)).toThrow(ServiceError);
    }
  });
});

describe("the list of providers", () => {
  const found = (search?: string) => findProviders({ search }).map(({ name }) => name);

  afterEach(() => {
    env().KEYHOLD_LAB = true;
  });

  it("has every entry, sorted by name", () => {
    expect(found()).toEqual(loadIndex().map(({ slug }) => slug));
  });

  it.each([
    ["zendesk", ["zendesk"]],
    ["ZENDESK", ["zendesk"]],
    ["jira", ["jira", "jira-basic", "jira-data-center-oauth1"]],
    ["google-ser", ["google-service-account"]],
    ["jira (basic auth)", ["jira-basic"]],
    ["(oauth 2.0)", ["lab-oauth2"]],
    [".*", []],
    ["%", []],
    ["no such thing", []],
  ])("can be searched by part of a slug or name, ignoring case: %j", (search, slugs) => {
    expect(found(search).sort()).toEqual(slugs);
  });

  it("has the lab's providers only if the lab is on", () => {
    env().KEYHOLD_LAB = false;
    const lab = loadIndex().filter(({ categories }) => categories.includes("lab"));
    expect(lab.map(({ slug }) => slug)).toEqual(expect.arrayContaining(["lab-api-key", "lab-basic", "lab-oauth2"]));
    expect(found().filter((slug) => slug.startsWith("lab-"))).toEqual([]);
    expect(found("lab-oauth2")).toEqual([]);
    expect(offered()).toHaveLength(loadIndex().length - lab.length);
  });

  it("has the same rows for the dashboard, with their auth modes", () => {
    expect(offered().find(({ slug }) => slug === "jira-basic")).toEqual({
      slug: "jira-basic",
      name: "Jira (Basic Auth)",
      scheme: "basic",
      authMode: "BASIC",
      categories: ["productivity", "support", "infrastructure"],
      popular: null,
    });
  });
});

describe("a provider in the dashboard", () => {
  it("has its fields in order, and the steps to register an app", () => {
    const detail = readProviderDetail("zendesk");
    expect(detail).toEqual({
      slug: "zendesk",
      name: "Zendesk",
      scheme: "oauth2_code",
      authMode: "OAUTH2",
      description: "Tickets and users of a Zendesk instance.",
      categories: ["support", "crm"],
      fields: [{ name: "subdomain", ...readProvider("zendesk").connection_config?.subdomain }],
      guide: loadProvider("zendesk")?.texts.guide,
      docsUrl: "https://developer.zendesk.com/api-reference/",
      registerAppUrl: "https://apps.zendesk.com/",
      needs: "client",
      clientProof: "secret",
      hasCallback: true,
      hasTestMode: false,
      settings: [],
      defaultScopes: [],
      scopeSeparator: " ",
    });
  });

  it("has no field that the provider's response fills in", () => {
    expect(readProviderDetail("salesforce").fields.map(({ name }) => name)).not.toContain("instance_url");
    expect(readProvider("salesforce").connection_config?.instance_url?.automated).toBe(true);
  });
});
