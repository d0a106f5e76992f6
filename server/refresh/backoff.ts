import type { FailureClass } from "./verdict";

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const JITTER = 0.2;

/** First and longest wait after a failure of each class. */
const WAITS: Record<FailureClass, { firstMs: number; maxMs: number }> = {
  outage: { firstMs: 30 * SECOND_MS, maxMs: 15 * MINUTE_MS },
  rate_limited: { firstMs: 30 * SECOND_MS, maxMs: 15 * MINUTE_MS },
  bad_answer: { firstMs: 30 * SECOND_MS, maxMs: HOUR_MS },
  bad_template: { firstMs: 10 * MINUTE_MS, maxMs: 6 * HOUR_MS },
  missing_scope: { firstMs: 10 * MINUTE_MS, maxMs: 6 * HOUR_MS },
  // The team may correct the client, and some servers reject a valid one briefly, so retries continue at growing intervals.
  bad_client: { firstMs: MINUTE_MS, maxMs: 6 * HOUR_MS },
  revoked_grant: { firstMs: 5 * MINUTE_MS, maxMs: HOUR_MS },
};

/**
 * Milliseconds to wait before the next refresh attempt.
 * @param failure `retryAfterMs`: the minimum wait, from the provider's response.
 * @param attempts failures in a row, this one included. @param random a number in [0, 1).
 */
export function retryInMs(
  failure: { class: FailureClass; retryAfterMs: number | null },
  attempts: number,
  random: number,
): number {
  const { firstMs, maxMs } = WAITS[failure.class];
  const wait = Math.min(maxMs, firstMs * 2 ** Math.min(20, Math.max(0, attempts - 1)));
  return Math.max(wait * (1 - JITTER + 2 * JITTER * random), failure.retryAfterMs ?? 0);
}
