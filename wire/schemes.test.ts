import { describe, expect, it } from "vitest";
import { Provider, type Scheme } from "@/providers/schema";
import { authModeOf, isRedirect, REDIRECT_MODES, SCHEME_FACTS, schemeLabel } from "./schemes";

/** An entry with only a scheme: the auth mode depends on nothing else. */
const entry = (scheme: Scheme, more: object = {}) => ({ scheme, signing: {}, ...more }) as unknown as Provider;

describe("the auth mode of a scheme", () => {
  const MODES: Record<Scheme, string> = {
    oauth2_code: "OAUTH2",
    oauth2_client_credentials: "OAUTH2_CC",
    oauth2_password: "OAUTH2_CC",
    api_key: "API_KEY",
    basic: "BASIC",
    none: "NONE",
    oauth1: "OAUTH1",
    oauth1_tba: "TBA",
    token_exchange: "TWO_STEP",
    session_login: "BILL",
    jwt_bearer: "TWO_STEP",
    saml_bearer: "TWO_STEP",
    signed_jwt: "JWT",
    aws_sigv4: "BASIC",
    request_signing: "BASIC",
    wsse: "SIGNATURE",
    app_installation: "APP",
    plugin_install: "INSTALL_PLUGIN",
    mcp_oauth: "MCP_OAUTH2",
    mcp_oauth_discovery: "MCP_OAUTH2_GENERIC",
  };

  it.each(Object.entries(MODES))("%s has the auth mode %s", (scheme, mode) => {
    expect(authModeOf(entry(scheme as Scheme))).toBe(mode);
  });

  it("is AWS_SIGV4 for AWS with an assumed role", () => {
    expect(authModeOf(entry("aws_sigv4", { signing: { role: "{role_arn}" } }))).toBe("AWS_SIGV4");
  });

  it("is CUSTOM for an app installation that also signs the user in", () => {
    expect(authModeOf(entry("app_installation", { user: { tokenUrl: "https://a.example" } }))).toBe("CUSTOM");
  });

  it("is defined for every scheme in the catalog's schema", () => {
    const schemes = Provider.options.flatMap(({ shape: { scheme } }) => [...scheme.values]);
    expect(schemes.sort()).toEqual(Object.keys(MODES).sort());
    expect(Object.keys(SCHEME_FACTS).sort()).toEqual(Object.keys(MODES).sort());
  });
});

describe("how a scheme connects", () => {
  const REDIRECTS = ["oauth2_code", "oauth1", "mcp_oauth", "mcp_oauth_discovery", "app_installation", "plugin_install"];

  it.each(Object.keys(SCHEME_FACTS) as Scheme[])(
    "%s redirects to the provider only if its protocol needs the browser",
    (scheme) => {
      expect(isRedirect({ scheme })).toBe(REDIRECTS.includes(scheme));
    },
  );

  it("lists every auth mode that redirects, including that of an installation with a user token", () => {
    const modes = REDIRECTS.map((scheme) => authModeOf(entry(scheme as Scheme)));
    expect([...REDIRECT_MODES].sort()).toEqual([...modes, "CUSTOM"].sort());
  });
});

describe("the label of a scheme", () => {
  it("is not shared by two schemes, so that filters can be told apart", () => {
    const labels = Object.values(SCHEME_FACTS).map(({ label }) => label);
    expect(new Set(labels).size).toBe(labels.length);
  });

  it("is derived from the name when this build does not know the scheme", () => {
    expect(schemeLabel("api_key")).toBe("API key");
    expect(schemeLabel("some_new_scheme")).toBe("Some new scheme");
  });
});
