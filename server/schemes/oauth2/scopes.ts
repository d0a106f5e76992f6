import type { ProviderOf } from "@/providers/load";
import type { FlowStart } from "../flow";

type Scoped = ProviderOf<"oauth2_code" | "mcp_oauth" | "mcp_oauth_discovery">;

/** Scopes to ask for: the session's override, else the integration's, else the catalog's; and the one that brings a refresh token. */
export function scopesOf({ provider, integration, defaults }: FlowStart<Scoped>, announced: string[] = []): string[] {
  const override = defaults.connection_config?.oauth_scopes_override;
  if (override !== undefined) return override.split(/[\s,]+/).filter(Boolean);
  const usual = "defaultScopes" in provider ? (provider.defaultScopes ?? announced) : announced;
  const scopes = integration.scopes.length > 0 ? integration.scopes : usual;
  const offline = provider.scheme === "oauth2_code" ? provider.offlineScope : undefined;
  return offline === undefined || scopes.includes(offline) ? scopes : [...scopes, offline];
}
