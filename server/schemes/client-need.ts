import type { Provider } from "@/providers/load";

/** What a team must enter before its users can connect. */
export type ClientNeed = "client" | "app" | "client_and_app" | "nothing";

/** What an integration of this provider needs from the team. */
export function clientNeed(provider: Provider): ClientNeed {
  switch (provider.scheme) {
    case "oauth2_code":
    case "oauth1":
    case "oauth1_tba":
      return "client";
    case "mcp_oauth":
      return provider.clientRegistration === "static" ? "client" : "nothing";
    case "app_installation":
      return provider.user ? "client_and_app" : "app";
    default:
      return "nothing";
  }
}

/** What the team's client proves itself by: a secret that it shares with the provider, or a private key of its own. */
export type ClientProof = "secret" | "private_key";

/** What is entered as client secret. @see RFC 5849 §3.4.3, RFC 7523 §2.2 */
export function clientProof(provider: Provider): ClientProof {
  if (provider.scheme === "oauth1" && provider.signature === "RSA-SHA1") return "private_key";
  return provider.scheme === "oauth2_code" && provider.clientAuth === "private_key_jwt" ? "private_key" : "secret";
}

const TRAVELLING = new Set([
  "oauth2_code",
  "oauth1",
  "mcp_oauth",
  "mcp_oauth_discovery",
  "app_installation",
  "plugin_install",
]);

/** Whether connecting sends the browser to the provider and back to the integration's own address. */
export function hasCallback({ scheme }: Provider): boolean {
  return TRAVELLING.has(scheme);
}
