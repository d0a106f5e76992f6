import type { Provider } from "@/providers/load";
import { isIssued, type StoredCredentials } from "@/server/vault/credentials";

/** Tells whether a credential can be renewed without its owner. */
export function canRenew(provider: Provider, stored: StoredCredentials): boolean {
  if (stored.type === "APP" || stored.type === "CUSTOM" || isIssued(stored)) return true;
  if (stored.type !== "OAUTH2") return false;
  if (provider.scheme === "oauth2_code" && provider.refreshBy === "access_token") return true;
  return stored.refresh_token !== undefined;
}

/** What the worker does for a credential: gets a new one, tries the one there is, or nothing. */
export function careOf(provider: Provider, stored: StoredCredentials): "renew" | "verify" | "none" {
  if (canRenew(provider, stored)) return "renew";
  return provider.verify && stored.type !== "NONE" ? "verify" : "none";
}
