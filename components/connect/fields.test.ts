import { describe, expect, it } from "vitest";
import type { FieldSchema } from "@/wire/providers";
import { buildFields, flowOf, webAddress } from "./fields";

const field = (more: Partial<FieldSchema> = {}): FieldSchema => ({ type: "string", title: "Field", order: 1, ...more });
const names = (fields: { name: string }[]) => fields.map((field) => field.name);

describe("building the fields of a form", () => {
  it("lists config first, then credentials, each in the provider's order", () => {
    const fields = buildFields({
      auth_mode: "BASIC",
      connection_config: { region: field({ order: 2 }), subdomain: field({ order: 1 }) },
      credentials: { password: field({ order: 4 }), username: field({ order: 3 }) },
    });
    expect(names(fields)).toEqual(["subdomain", "region", "username", "password"]);
  });

  it("leaves out what Keyhold fills in and what the session sets", () => {
    const fields = buildFields(
      {
        auth_mode: "API_KEY",
        connection_config: { a: field({ automated: true }), c: field(), d: field() },
        credentials: { apiKey: field() },
      },
      ["c"],
    );
    expect(names(fields)).toEqual(["d", "apiKey"]);
  });

  it("never asks for the credentials of an OAuth provider", () => {
    const provider = { auth_mode: "OAUTH2", credentials: { token: field() }, connection_config: { shop: field() } };
    expect(names(buildFields(provider))).toEqual(["shop"]);
  });

  it("gives fields safe ids whatever their names", () => {
    const fields = buildFields({
      auth_mode: "OAUTH2",
      connection_config: { "a.b[0]": field(), __proto__x: field(), "x y": field() },
    });
    expect(fields.map((field) => field.id)).toEqual(["params-0", "params-1", "params-2"]);
  });

  it("takes label, choices and default from the provider", () => {
    const region = field({ title: "Region", enum: ["eu", "us"], default_value: "us" });
    expect(buildFields({ auth_mode: "OAUTH2", connection_config: { region } })).toMatchObject([
      { label: "Region", initial: "us", choices: ["eu", "us"], pattern: null },
    ]);
  });
});

describe("the flow of a provider", () => {
  it.each([
    ["OAUTH2", { kind: "redirect" }],
    ["OAUTH1", { kind: "redirect" }],
    ["APP", { kind: "redirect" }],
    ["CUSTOM", { kind: "redirect" }],
    ["INSTALL_PLUGIN", { kind: "redirect" }],
    ["MCP_OAUTH2", { kind: "redirect" }],
    ["MCP_OAUTH2_GENERIC", { kind: "redirect" }],
    ["API_KEY", { kind: "form", endpoint: "/api-auth/api-key" }],
    ["BASIC", { kind: "form", endpoint: "/api-auth/basic" }],
    ["OAUTH2_CC", { kind: "form", endpoint: "/oauth2/auth" }],
    ["TWO_STEP", { kind: "form", endpoint: "/auth/two-step" }],
    ["JWT", { kind: "form", endpoint: "/auth/jwt" }],
    ["TBA", { kind: "form", endpoint: "/auth/tba" }],
    ["BILL", { kind: "form", endpoint: "/auth/bill" }],
    ["SIGNATURE", { kind: "form", endpoint: "/auth/signature" }],
    ["AWS_SIGV4", { kind: "form", endpoint: "/auth/aws-sigv4" }],
    ["NONE", { kind: "form", endpoint: "/auth/unauthenticated" }],
    ["constructor", { kind: "redirect" }],
  ])("of auth mode %s is %j", (auth_mode, flow) => {
    expect(flowOf({ auth_mode })).toEqual(flow);
  });
});

describe("reading a web address", () => {
  it("returns an https URL", () => {
    expect(webAddress("https://docs.example/guide#api-key")).toBe("https://docs.example/guide#api-key");
  });

  it.each(["javascript:alert(1)", "data:text/html,x", "//evil.example", "/local", "", null, 7])(
    "returns null for %j",
    (value) => {
      expect(webAddress(value)).toBeNull();
    },
  );
});
