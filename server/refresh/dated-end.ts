import type { Provider } from "@/providers/load";
import { readCertificate } from "@/server/protocols/assertion/client-certificate";
import { AssertionKeyError } from "@/server/protocols/assertion/private-key";
import type { StoredCredentials } from "@/server/vault/credentials";

/** A century: longer than anything here is true for. */
export const MAX_LIFE_MS = 100 * 365 * 24 * 60 * 60_000;

/** When a client certificate ends, epoch milliseconds. Null: it cannot be read. */
function certificateEnd(pem: string): number | null {
  try {
    return Date.parse(readCertificate(pem).validTo);
  } catch (error) {
    if (error instanceof AssertionKeyError) return null;
    throw error;
  }
}

function dateOf(provider: Provider, stored: StoredCredentials): { at: number | null; because: string } | null {
  if (stored.type === "OAUTH2" && stored.client?.secret_expires_at !== undefined) {
    const because = `${provider.name} registered this connection's client for so long.`;
    return { at: stored.client.secret_expires_at, because };
  }
  if (stored.type !== "OAUTH2_CC" || provider.scheme !== "oauth2_client_credentials") return null;
  const { client_certificate: pem } = stored.fields;
  return provider.clientCertificate && pem
    ? { at: certificateEnd(pem), because: "The client certificate ends then." }
    : null;
}

/**
 * An end that stands in the credential as a date: of a client certificate, or of a client registered for a time (RFC 7591 §3.2.1).
 * @param now epoch milliseconds. @returns Null: no such end.
 */
export function datedEnd(
  provider: Provider,
  stored: StoredCredentials,
  now: number,
): { inMs: number; because: string } | null {
  const { at = null, because = "" } = dateOf(provider, stored) ?? {};
  // A server may name any number: what comes of it is a date that a database takes.
  return at === null || Number.isNaN(at) ? null : { inMs: Math.min(Math.max(0, at - now), MAX_LIFE_MS), because };
}
