const WINDOW_MS = 60_000;
const MAX_CALLERS = 100_000;

/** How an API treats frequent callers. */
export interface RateLimit {
  perMinute: number;
  /** Off: the headers count, nobody is refused. */
  isEnforced: boolean;
}

/** What the caller is told. */
export interface RateState {
  limit: number;
  remaining: number;
  /** Epoch seconds. */
  resetAt: number;
  /** Seconds until the window ends. */
  retryAfter: number;
  isExceeded: boolean;
}

/** Counts calls per caller in windows of one minute, in this process. */
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
