import { describe, expect, it } from "vitest";
import { Provider, type Scheme } from "@/providers/schema";
import { authModeOf, isRedirect, REDIRECT_MODES, SCHEME_FACTS, schemeLabel } from "./schemes";

/** An entry with a scheme and nothing else: the auth mode depends on no more. */
const entry = (scheme: Scheme, more: object = {}) => ({ scheme, signing: {}, ...more }) as unknown as Provider;

describe("the wire protocol's name of a scheme", () => {
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

  it.each(Object.entries(MODES))("of %s is %s", (scheme, mode) => {
    expect(authModeOf(entry(scheme as Scheme))).toBe(mode);
  });

  it("of AWS is AWS_SIGV4 where a role is assumed", () => {
    expect(authModeOf(entry("aws_sigv4", { signing: { role: "{role_arn}" } }))).toBe("AWS_SIGV4");
  });

  it("of an app installation is CUSTOM where the person signs in, too", () => {
    expect(authModeOf(entry("app_installation", { user: { tokenUrl: "https://a.example" } }))).toBe("CUSTOM");
  });

  it("is there for every scheme of the catalog's schema", () => {
    const schemes = Provider.options.flatMap(({ shape: { scheme } }) => [...scheme.values]);
    expect(schemes.sort()).toEqual(Object.keys(MODES).sort());
    expect(Object.keys(SCHEME_FACTS).sort()).toEqual(Object.keys(MODES).sort());
  });
});

describe("how a scheme connects", () => {
  const REDIRECTS = ["oauth2_code", "oauth1", "mcp_oauth", "mcp_oauth_discovery", "app_installation", "plugin_install"];

  it.each(Object.keys(SCHEME_FACTS) as Scheme[])(
    "%s goes to the provider only if its protocol needs the browser",
    (scheme) => {
      expect(isRedirect({ scheme })).toBe(REDIRECTS.includes(scheme));
    },
  );

  it("names every auth mode of a redirect, also that of an installation with a person's token", () => {
    const modes = REDIRECTS.map((scheme) => authModeOf(entry(scheme as Scheme)));
    expect([...REDIRECT_MODES].sort()).toEqual([...modes, "CUSTOM"].sort());
  });
});

describe("the label of a scheme", () => {
  it("is its name in words where this build does not know it", () => {
    expect(schemeLabel("api_key")).toBe("API key");
    expect(schemeLabel("some_new_scheme")).toBe("Some new scheme");
  });
});
