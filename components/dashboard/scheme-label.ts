/** How a provider lets people in, in the words of a developer who chooses among them. */
const LABELS: Record<string, string> = {
  oauth2_code: "OAuth 2.0",
  oauth2_client_credentials: "OAuth 2.0 client credentials",
  oauth1: "OAuth 1.0a",
  api_key: "API key",
  basic: "Basic",
  jwt: "Signed JWT",
  two_step: "Two-step",
  none: "No sign-in",
};

/** The label of a scheme; an unknown one is shown by its own name. */
export function schemeLabel(scheme: string): string {
  return LABELS[scheme] ?? scheme.replaceAll("_", " ").replace(/^./, (letter) => letter.toUpperCase());
}

/** Whether the team brings its own OAuth app: a client id and secret, and a redirect URI to register. */
export function needsOAuthApp(scheme: string): boolean {
  return scheme === "oauth2_code";
}
