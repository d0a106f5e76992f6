import type { Provider } from "@/providers/load";
import type { DatedEnd } from "@/server/schemes/scheme";
import { type Message, message } from "@/wire/messages";

/** Upper bound of every lifetime: 100 years. */
export const MAX_LIFETIME_MS = 100 * 365 * 24 * 60 * 60_000;

const BECAUSE: Record<DatedEnd["what"], (provider: Provider) => Message> = {
  client_registration: ({ name }) => message("ends.client_registration", { provider: name }),
  client_certificate: () => message("ends.certificate"),
};

/**
 * The expiry of a client certificate, or of a client registration (RFC 7591 §3.2.1), in milliseconds from now.
 * @param now epoch milliseconds. @returns null when there is no such date.
 */
export function endOf(
  provider: Provider,
  end: DatedEnd | null,
  now: number,
): { inMs: number; because: Message } | null {
  // A server may send any number. The result must be a date that the database accepts.
  if (end === null || end.at === null || Number.isNaN(end.at)) return null;
  return { inMs: Math.min(Math.max(0, end.at - now), MAX_LIFETIME_MS), because: BECAUSE[end.what](provider) };
}
