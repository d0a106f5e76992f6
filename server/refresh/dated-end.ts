import type { Provider } from "@/providers/load";
import { schemeOf } from "@/server/schemes";
import type { DatedEnd } from "@/server/schemes/scheme";
import type { StoredCredentials } from "@/server/vault/credentials";
import { type Message, message } from "@/wire/messages";

/** A century: longer than anything here is true for. */
export const MAX_LIFE_MS = 100 * 365 * 24 * 60 * 60_000;

const BECAUSE: Record<DatedEnd["what"], (provider: Provider) => Message> = {
  client_registration: ({ name }) => message("ends.client_registration", { provider: name }),
  client_certificate: () => message("ends.certificate"),
};

/**
 * An end that is written in the credential as a date: of a client certificate, or of a client registered for a time (RFC 7591 §3.2.1).
 * @param now epoch milliseconds. @returns Null: no such end.
 */
export function datedEnd(
  provider: Provider,
  stored: StoredCredentials,
  now: number,
): { inMs: number; because: Message } | null {
  const { what, at = null } = schemeOf(provider).datedEnd?.(provider, stored) ?? {};
  // A server may name any number: the result must be a date that the database accepts.
  if (!what || at === null || Number.isNaN(at)) return null;
  return { inMs: Math.min(Math.max(0, at - now), MAX_LIFE_MS), because: BECAUSE[what](provider) };
}
