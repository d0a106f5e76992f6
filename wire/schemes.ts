import { z } from "zod";

/** The auth modes of the wire protocol. Source: wire protocol, "auth modes". */
export const AUTH_MODES = [
  "OAUTH2",
  "OAUTH2_CC",
  "OAUTH1",
  "TBA",
  "API_KEY",
  "BASIC",
  "NONE",
  "TWO_STEP",
  "BILL",
  "JWT",
  "SIGNATURE",
  "AWS_SIGV4",
  "APP",
  "CUSTOM",
  "INSTALL_PLUGIN",
  "MCP_OAUTH2",
  "MCP_OAUTH2_GENERIC",
] as const;
export const AuthMode = z.enum(AUTH_MODES);
export type AuthMode = z.output<typeof AuthMode>;

/** Facts about a scheme that the server, catalog, dashboard and Connect UI share. */
export interface SchemeFacts {
  /** The usual auth mode. A catalog entry can change it, see {@link authModeOf}. */
  authMode: AuthMode;
  /** Whether the end user fills in a form or goes to the provider and comes back. */
  connects: "form" | "redirect";
  /** Shown to developers who choose a provider. */
  label: string;
  /** Keyhold sends a secret of the team to a URL that the end user's values can change. */
  sendsTeamSecret?: true;
  /** The team must register an app at the provider, so the entry needs a guide. */
  needsGuide?: true;
}

const form = (authMode: AuthMode, label: string, more: Partial<SchemeFacts> = {}): SchemeFacts => {
  return { authMode, connects: "form", label, ...more };
};
const redirect = (authMode: AuthMode, label: string, more: Partial<SchemeFacts> = {}): SchemeFacts => {
  return { authMode, connects: "redirect", label, ...more };
};

export const SCHEME_NAMES = [
  "oauth2_code",
  "oauth2_client_credentials",
  "oauth2_password",
  "oauth1",
  "oauth1_tba",
  "mcp_oauth",
  "mcp_oauth_discovery",
  "app_installation",
  "plugin_install",
  "api_key",
  "basic",
  "none",
  "token_exchange",
  "session_login",
  "jwt_bearer",
  "saml_bearer",
  "signed_jwt",
  "wsse",
  "aws_sigv4",
  "request_signing",
] as const;
export type SchemeName = (typeof SCHEME_NAMES)[number];

/** Every scheme a catalog entry can name. */
export const SCHEME_FACTS: Record<SchemeName, SchemeFacts> = {
  oauth2_code: redirect("OAUTH2", "OAuth 2.0", { sendsTeamSecret: true, needsGuide: true }),
  oauth2_client_credentials: form("OAUTH2_CC", "OAuth 2.0 client credentials"),
  oauth2_password: form("OAUTH2_CC", "OAuth 2.0 password"),
  oauth1: redirect("OAUTH1", "OAuth 1.0a", { sendsTeamSecret: true }),
  oauth1_tba: form("TBA", "Token-based", { sendsTeamSecret: true }),
  mcp_oauth: redirect("MCP_OAUTH2", "MCP", { sendsTeamSecret: true }),
  mcp_oauth_discovery: redirect("MCP_OAUTH2_GENERIC", "MCP discovery"),
  app_installation: redirect("APP", "App installation", { sendsTeamSecret: true }),
  plugin_install: redirect("INSTALL_PLUGIN", "Plugin"),
  api_key: form("API_KEY", "API key"),
  basic: form("BASIC", "Basic"),
  none: form("NONE", "No sign-in"),
  token_exchange: form("TWO_STEP", "Token exchange"),
  session_login: form("BILL", "Session login"),
  jwt_bearer: form("TWO_STEP", "JWT bearer token"),
  saml_bearer: form("TWO_STEP", "SAML"),
  signed_jwt: form("JWT", "Signed JWT"),
  wsse: form("SIGNATURE", "WSSE"),
  aws_sigv4: form("BASIC", "AWS signature"),
  request_signing: form("BASIC", "Signed requests"),
};

/** The parts of a catalog entry that decide its auth mode. */
interface Entry {
  scheme: SchemeName;
  /** With a role, AWS issues the keys; nobody enters them. */
  signing?: { role?: unknown } | object | undefined;
  /** Set when an installation also issues a token for the user who installed it. */
  user?: object | undefined;
}

/** Returns the auth mode of a catalog entry. */
export function authModeOf(entry: Entry): AuthMode {
  const { scheme, signing, user } = entry;
  if (scheme === "aws_sigv4" && signing && "role" in signing && signing.role !== undefined) return "AWS_SIGV4";
  if (scheme === "app_installation" && user) return "CUSTOM";
  return SCHEME_FACTS[scheme].authMode;
}

/** Whether connecting this entry sends the browser to the provider. */
export function isRedirect({ scheme }: Pick<Entry, "scheme">): boolean {
  return SCHEME_FACTS[scheme].connects === "redirect";
}

/** The auth modes that send the browser to the provider. */
export const REDIRECT_MODES: readonly AuthMode[] = [
  ...new Set(
    Object.values(SCHEME_FACTS).flatMap(({ connects, authMode }) => (connects === "redirect" ? [authMode] : [])),
  ),
  "CUSTOM",
];

/** Whether a connection of this auth mode has credentials. */
export function hasCredentials(authMode: string): boolean {
  return authMode !== "NONE";
}

/** Whether the client of this auth mode requests scopes. OAuth 1.0 has none (RFC 5849). */
export function hasScopes(authMode: string): boolean {
  return authMode !== "OAUTH1" && authMode !== "TBA";
}

/** Returns the label of a scheme. For a scheme this build does not know, the label is its name in words. */
export function schemeLabel(scheme: string): string {
  const known: Partial<Record<string, SchemeFacts>> = SCHEME_FACTS;
  return known[scheme]?.label ?? scheme.replaceAll("_", " ").replace(/^./, (letter) => letter.toUpperCase());
}
