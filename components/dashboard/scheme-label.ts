/** How a provider lets people in, in the words of a developer who chooses among them. */
const LABELS: Record<string, string> = {
  oauth2_code: "OAuth 2.0",
  oauth2_client_credentials: "OAuth 2.0 client credentials",
  oauth2_password: "OAuth 2.0 password",
  oauth1: "OAuth 1.0a",
  oauth1_tba: "Token-based",
  api_key: "API key",
  basic: "Basic",
  none: "No sign-in",
  token_exchange: "Token exchange",
  session_login: "Session log-in",
  jwt_bearer: "Signed JWT",
  signed_jwt: "Signed JWT",
  saml_bearer: "SAML",
  aws_sigv4: "AWS signature",
  request_signing: "Signed requests",
  wsse: "WSSE",
  app_installation: "App installation",
  plugin_install: "Plug-in",
  mcp_oauth: "MCP",
  mcp_oauth_discovery: "MCP discovery",
};

/** The label of a scheme; an unknown one is shown by its own name. */
export function schemeLabel(scheme: string): string {
  return LABELS[scheme] ?? scheme.replaceAll("_", " ").replace(/^./, (letter) => letter.toUpperCase());
}
