import type { Provider } from "@/providers/load";
import { grantedAndMissing } from "@/server/protocols/oauth2/scopes";
import type { StoredCredentials } from "@/server/vault/credentials";

/** Returns requested scopes that weren't granted or were removed since. Empty when the provider doesn't report scopes. */
export function missingScopes(provider: Provider, stored: StoredCredentials): string[] {
  if (stored.type !== "OAUTH2" || !stored.requested_scopes || stored.scope === undefined) return [];
  const separator = "scopeSeparator" in provider ? provider.scopeSeparator : " ";
  return grantedAndMissing(stored.requested_scopes, stored.scope, separator).missing;
}
