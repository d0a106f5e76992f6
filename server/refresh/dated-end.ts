import type { Provider } from "@/providers/load";
import type { DatedEnd } from "@/server/schemes/scheme";
import { type Message, message } from "@/wire/messages";

/** A century: longer than anything here is true for. */
export const MAX_LIFE_MS = 100 * 365 * 24 * 60 * 60_000;

const BECAUSE: Record<DatedEnd["what"], (provider: Provider) => Message> = {
  client_registration: ({ name }) => message("ends.client_registration", { provider: name }),
  client_certificate: () => message("ends.certificate"),
};

/**
 * How far away a date in a credential is: of a client certificate, or of a client registered for a time (RFC 7591 §3.2.1).
 * @param now epoch milliseconds. @returns Null: no such date.
 */
export function endOf(
  provider: Provider,
  end: DatedEnd | null,
  now: number,
): { inMs: number; because: Message } | null {
  // A server may name any number: the result must be a date that the database accepts.
  if (end === null || end.at === null || Number.isNaN(end.at)) return null;
  return { inMs: Math.min(Math.max(0, end.at - now), MAX_LIFE_MS), because: BECAUSE[end.what](provider) };
}
