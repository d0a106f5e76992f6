import type { Provider } from "@/providers/load";
import type { StoredCredentials } from "@/server/vault/credentials";
import { refreshGrant } from "../credentials";

/** Returns whether there is a refresh token. */
export function hasRefreshToken(_provider: Provider, stored: StoredCredentials): boolean {
  return refreshGrant(stored) !== null;
}
