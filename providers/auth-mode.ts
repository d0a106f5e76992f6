import type { Provider, Scheme } from "./schema";

const AUTH_MODES: Record<Scheme, string> = {
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

/** The wire protocol's name of how a provider is connected. */
export function authModeOf(provider: Provider): string {
  if (provider.scheme === "aws_sigv4" && provider.signing.role !== undefined) return "AWS_SIGV4";
  if (provider.scheme === "app_installation" && provider.user) return "CUSTOM";
  return AUTH_MODES[provider.scheme];
}
