import type { Scheme } from "@/providers/load";

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
  jwt_bearer: "JWT",
  signed_jwt: "JWT",
  saml_bearer: "TWO_STEP",
  aws_sigv4: "AWS_SIGV4",
  request_signing: "SIGNATURE",
  wsse: "SIGNATURE",
  app_installation: "APP",
  plugin_install: "INSTALL_PLUGIN",
  mcp_oauth: "MCP_OAUTH2",
  mcp_oauth_discovery: "MCP_OAUTH2_GENERIC",
};

/** The wire protocol's name of a scheme. */
export function authModeOf(scheme: Scheme): string {
  return AUTH_MODES[scheme];
}
