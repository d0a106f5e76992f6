const MAX_MARGIN_MS = 15 * 60 * 1000;

/**
 * How long before its end a token is renewed: 15 minutes, or half its life if that is shorter.
 * @param receivedAt, expiresAt epoch milliseconds.
 */
export function refreshMarginMs(receivedAt: number, expiresAt: number): number {
  return Math.min(MAX_MARGIN_MS, Math.max(0, expiresAt - receivedAt) / 2);
}

/** When a token should be renewed. @returns null when it has no stated end. */
export function refreshDueAt(receivedAt: number, expiresAt: number | null): Date | null {
  return expiresAt === null ? null : new Date(expiresAt - refreshMarginMs(receivedAt, expiresAt));
}
