import type { Provider } from "@/providers/load";
import type { StoredCredentials } from "@/server/vault/credentials";
import { careOf, schemeOf } from ".";
import { isPending, type RefreshGrant, refreshGrant, tokenHost } from "./credentials";
import type { DatedEnd } from "./scheme";

/** What a stored credential says about how long it stays valid. */
export interface CredentialTraits {
  /** What the worker does for it. */
  care: "refresh" | "verify" | "none";
  /** An owner must approve the installation first. */
  isPending: boolean;
  /** Null: no refresh token. */
  grant: RefreshGrant | null;
  /** Null: no date after which it stops working. */
  datedEnd: DatedEnd | null;
  /** Host that issued the token. Null: not known before the first refresh. */
  tokenHost: string | null;
}

/** Reads what decides how long a credential is valid and what keeps it valid. */
export function traitsOf(provider: Provider, stored: StoredCredentials): CredentialTraits {
  return {
    care: careOf(provider, stored),
    isPending: isPending(stored),
    grant: refreshGrant(stored),
    datedEnd: schemeOf(provider).datedEnd?.(provider, stored) ?? null,
    tokenHost: tokenHost(stored),
  };
}
