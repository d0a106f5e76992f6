const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Delays before each retry (Standard Webhooks, "Retry schedule"): ten attempts over about three days. */
const WAITS_MS = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR];
const JITTER = 0.2;
/** Longer delays are a receiver's mistake, and very large numbers are not valid dates. */
const MAX_ASKED_MS = 24 * HOUR;

/**
 * Returns the delay before the next attempt in milliseconds, or null when there are no more attempts.
 * @param attempts number of attempts so far. @param random a number in [0, 1). @param retryAfterMs the receiver's Retry-After, at most a day.
 */
export function nextWaitMs(attempts: number, random: number, retryAfterMs: number | null = null): number | null {
  const wait = WAITS_MS[attempts - 1];
  if (wait === undefined) return null;
  const jittered = wait * (1 - JITTER + 2 * JITTER * random);
  return Math.max(jittered, Math.min(retryAfterMs ?? 0, MAX_ASKED_MS));
}
