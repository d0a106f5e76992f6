import type { Provider } from "@/providers/load";

const MAX_MARGIN_MS = 15 * 60 * 1000;

/** How long before a token's end its entry wants it renewed, in milliseconds. Undefined: it does not say. */
export function refreshMarginOf(provider: Provider): number | undefined {
  return "refreshMargin" in provider && provider.refreshMargin !== undefined
    ? provider.refreshMargin * 1000
    : undefined;
}

/**
 * How long before its end a token is renewed: what the entry says, else 15 minutes; never more than half its life.
 * @param receivedAt, expiresAt epoch milliseconds.
 */
export function refreshMarginMs(receivedAt: number, expiresAt: number, wanted: number = MAX_MARGIN_MS): number {
  return Math.min(wanted, Math.max(0, expiresAt - receivedAt) / 2);
}

/** When a token should be renewed. @returns null when it has no stated end. */
export function refreshDueAt(receivedAt: number, expiresAt: number | null, wanted?: number): Date | null {
  return expiresAt === null ? null : new Date(expiresAt - refreshMarginMs(receivedAt, expiresAt, wanted));
}
