import type { ProviderOf } from "@/providers/load";
import type { FlowStart } from "../flow";

type Scoped = ProviderOf<"oauth2_code" | "mcp_oauth" | "mcp_oauth_discovery">;

/** Returns the scopes to request: the session's, else the integration's, else the catalog's. Adds the scope for a refresh token. */
export function scopesOf({ provider, integration, defaults }: FlowStart<Scoped>, announced: string[] = []): string[] {
  const override = defaults.connection_config?.oauth_scopes_override;
  if (override !== undefined) return override.split(/[\s,]+/).filter(Boolean);
  const usual = "defaultScopes" in provider ? (provider.defaultScopes ?? announced) : announced;
  const scopes = integration.scopes.length > 0 ? integration.scopes : usual;
  const offline = provider.scheme === "oauth2_code" ? provider.offlineScope : undefined;
  return offline === undefined || scopes.includes(offline) ? scopes : [...scopes, offline];
}
