import type { Provider, ProviderOf } from "@/providers/load";
import { readCertificate } from "@/server/protocols/assertion/client-certificate";
import { AssertionKeyError } from "@/server/protocols/assertion/private-key";
import type { StoredCredentials } from "@/server/vault/credentials";
import { oauth2Grant, typedFields } from "../credentials";
import type { DatedEnd } from "../scheme";

/** Returns when a client that was registered for one connection expires (RFC 7591 §3.2.1). Null: it doesn't. */
export function clientRegistrationEnd(_provider: Provider, stored: StoredCredentials): DatedEnd | null {
  const at = oauth2Grant(stored)?.client?.secret_expires_at;
  return at === undefined ? null : { what: "client_registration", at };
}

function expiryOf(pem: string): number | null {
  try {
    return Date.parse(readCertificate(pem).validTo);
  } catch (error) {
    if (error instanceof AssertionKeyError) return null;
    throw error;
  }
}

/** Returns when the client certificate of a connection expires. Null: it has none. */
export function certificateEnd(
  { clientCertificate }: ProviderOf<"oauth2_client_credentials">,
  stored: StoredCredentials,
): DatedEnd | null {
  const { client_certificate: pem } = typedFields(stored);
  return clientCertificate && pem ? { what: "client_certificate", at: expiryOf(pem) } : null;
}
