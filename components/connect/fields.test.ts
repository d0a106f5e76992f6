import { describe, expect, it } from "vitest";
import { buildFields, flowOf, webAddress } from "./fields";

const names = (fields: { name: string }[]) => fields.map((field) => field.name);

describe("the fields of a provider", () => {
  it("ask for config first, then credentials, each in the order the provider gives", () => {
    const fields = buildFields({
      name: "acme",
      auth_mode: "BASIC",
      connection_config: { region: { order: 2 }, subdomain: { order: 1 } },
      credentials: { username: { title: "E-mail" }, password: { title: "API token", secret: true } },
    });
    expect(names(fields)).toEqual(["subdomain", "region", "username", "password"]);
  });

  it("leave out what is hidden, filled by scripts, or fixed by the session", () => {
    const fields = buildFields(
      {
        name: "acme",
        auth_mode: "API_KEY",
        connection_config: { a: { automated: true }, b: { hidden: true }, c: {}, d: {} },
        credentials: { apiKey: { secret: true } },
      },
      ["c"],
    );
    expect(names(fields)).toEqual(["d", "apiKey"]);
  });

  it("hold the credentials of the flow also when the provider describes none", () => {
    expect(buildFields({ name: "acme", auth_mode: "API_KEY" })).toMatchObject([
      { name: "apiKey", label: "API key", isSecret: true, isOptional: false },
    ]);
    expect(names(buildFields({ name: "acme", auth_mode: "BASIC" }))).toEqual(["username", "password"]);
  });

  it("never ask for the credentials of an OAuth account", () => {
    const provider = { name: "acme", auth_mode: "OAUTH2", credentials: { token: {} }, connection_config: { shop: {} } };
    expect(names(buildFields(provider))).toEqual(["shop"]);
  });

  it("have ids that are safe whatever the provider calls them", () => {
    const fields = buildFields({
      name: "acme",
      auth_mode: "OAUTH2",
      connection_config: { "a.b[0]": {}, __proto__x: {}, "x y": {} },
    });
    expect(fields.map((field) => field.id)).toEqual(["params-0", "params-1", "params-2"]);
  });

  it("make a label of a bare name", () => {
    const [field] = buildFields({ name: "acme", auth_mode: "OAUTH2", connection_config: { account_idNumber: {} } });
    expect(field?.label).toBe("Account id number");
  });

  it("take the default as the value to begin with and drop nonsense", () => {
    const odd = { enum: ["eu", 1, "us"], default_value: "us", pattern: 5, title: " Region " } as unknown as object;
    const [field] = buildFields({ name: "acme", auth_mode: "OAUTH2", connection_config: { region: odd } });
    expect(field).toMatchObject({ label: "Region", initial: "us", choices: ["eu", "us"], pattern: null });
  });
});

describe("the flow of a provider", () => {
  it.each([
    ["OAUTH2", { kind: "trip" }],
    ["OAUTH1", { kind: "trip" }],
    ["APP", { kind: "trip" }],
    ["CUSTOM", { kind: "trip" }],
    ["INSTALL_PLUGIN", { kind: "trip" }],
    ["MCP_OAUTH2", { kind: "trip" }],
    ["MCP_OAUTH2_GENERIC", { kind: "trip" }],
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
    ["MAGIC", null],
    ["constructor", null],
    [undefined, null],
  ])("%s is %s", (auth_mode, flow) => {
    expect(flowOf({ auth_mode })).toEqual(flow);
  });
});

describe("a guide address", () => {
  it("is followed when it is a web address, with the field's section", () => {
    expect(webAddress("https://docs.example/guide", "#api-key")).toBe("https://docs.example/guide#api-key");
  });

  it.each(["javascript:alert(1)", "data:text/html,x", "//evil.example", "/local", "", null, 7])(
    "%j is not followed",
    (value) => {
      expect(webAddress(value)).toBeNull();
    },
  );
});
