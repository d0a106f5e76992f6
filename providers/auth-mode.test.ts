import { describe, expect, it } from "vitest";
import { authModeOf } from "./auth-mode";
import { Provider, type Scheme } from "./schema";

/** An entry that tells its scheme and nothing else: all that the name hangs on. */
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
  });
});
