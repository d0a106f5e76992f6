const WINDOW_MS = 60_000;
const MAX_CALLERS = 100_000;

/** How many calls an API allows. */
export interface RateLimit {
  perMinute: number;
  /** False: the headers report the limit, but no call is rejected. */
  isEnforced: boolean;
}

/** What the response headers report. */
export interface RateState {
  limit: number;
  remaining: number;
  /** Epoch seconds. */
  resetAt: number;
  /** Seconds until the window ends. */
  retryAfter: number;
  isExceeded: boolean;
}

/** Counts calls per caller and minute, in this process. */
export class RateWindow {
  private readonly counts = new Map<number, number>();
  private endsAt = 0;

  constructor(private readonly rule: RateLimit) {}

  /** Counts one call. @param now epoch milliseconds. */
  take(caller: number, now: number): RateState {
    if (now >= this.endsAt || this.counts.size >= MAX_CALLERS) {
      this.counts.clear();
      this.endsAt = (Math.floor(now / WINDOW_MS) + 1) * WINDOW_MS;
    }
    const count = (this.counts.get(caller) ?? 0) + 1;
    this.counts.set(caller, count);
    const { perMinute, isEnforced } = this.rule;
    return {
      limit: perMinute,
      remaining: Math.max(0, perMinute - count),
      resetAt: this.endsAt / 1000,
      retryAfter: Math.max(1, Math.ceil((this.endsAt - now) / 1000)),
      isExceeded: isEnforced && count > perMinute,
    };
  }
}
