import type { FailureClass } from "./verdict";

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
/** This many different connections with an outage in a row open the breaker. One account that always fails isn't an outage. */
const OPENS_AT = 5;
const FIRST_OPEN_MS = 30 * SECOND_MS;
const MAX_OPEN_MS = 5 * MINUTE_MS;
const DEFAULT_PAUSE_MS = 30 * SECOND_MS;
/** After an outage a host gets at most twice its usual rate, but at least this many calls a second. */
const MIN_RECOVERY_RATE = 5;
const RECOVERY_FACTOR = 2;
const HISTORY_MINUTES = 10;

/** The limits of one process. */
export interface GovernorLimits {
  /** Concurrent calls to one host. */
  perHost: number;
  /** Calls per second to one host. */
  ratePerSecond: number;
}

/** A host that must not be called at present, and why. */
export interface Closed {
  host: string;
  class: "outage" | "rate_limited";
  /** Milliseconds of the injected clock. */
  since: number;
  until: number;
}

interface HostState {
  inFlight: number;
  tokens: number;
  filledAt: number;
  /** Connections with an outage since the host last responded. */
  outages: Set<string>;
  openMs: number;
  closed: Closed | null;
  isProbing: boolean;
  /** Calls per second during the recovery. Null: the configured rate. */
  recoveryRate: number | null;
  fullSince: number | null;
  /** Number of calls by minute of the clock. */
  history: Map<number, number>;
}

/** The result of a call. `class` is null when it succeeded. */
export interface CallOutcome {
  class: FailureClass | null;
  retryAfterMs: number | null;
}

/** The result of a call, with its connection. */
export interface EndedCall extends CallOutcome {
  connection: string;
}

/**
 * Limits the calls to each provider host: concurrent calls, a token bucket, and a circuit breaker. The breaker opens only on
 * outages, sends one probe when its time is up, and then lets the backlog through at no more than twice the usual rate.
 * Doesn't access connections. The clock is injected (monotonic milliseconds).
 */
export class Governor {
  private readonly hosts = new Map<string, HostState>();

  constructor(
    private readonly limits: GovernorLimits,
    private readonly now: () => number,
  ) {}

  /** Hosts that must not be called now. */
  closed(): Closed[] {
    const now = this.now();
    return [...this.hosts.values()].flatMap(({ closed }) => (closed && closed.until > now ? [closed] : []));
  }

  /** Why a host must not be called now. Undefined: it may be called. */
  closedHost(host: string): Closed | undefined {
    const closed = this.hosts.get(host)?.closed;
    return closed && closed.until > this.now() ? closed : undefined;
  }

  /** Hosts that allow fewer than `wanted` new calls now, with the number they allow. */
  limited(wanted: number): Map<string, number> {
    const found = new Map<string, number>();
    for (const [host, state] of this.hosts) {
      const allowed = this.allowance(state);
      if (allowed < wanted) found.set(host, allowed);
    }
    return found;
  }

  /** Records the start of a call. */
  begin(host: string): void {
    const state = this.stateOf(host);
    this.fill(state);
    state.tokens -= 1;
    state.inFlight += 1;
    state.fullSince = null;
    if (state.closed !== null) state.isProbing = true;
    const minute = Math.floor(this.now() / MINUTE_MS);
    state.history.set(minute, (state.history.get(minute) ?? 0) + 1);
  }

  /** Records the end of a call. */
  end(host: string, outcome: EndedCall): void {
    const state = this.stateOf(host);
    state.inFlight -= 1;
    if (outcome.class === "outage") this.recordOutage(host, state, outcome.connection);
    else if (outcome.class === "rate_limited") this.pause(host, state, outcome.retryAfterMs ?? DEFAULT_PAUSE_MS);
    else this.recordSuccess(state);
    if (state.inFlight === 0) state.isProbing = false;
    this.forgetIdle(host, state);
  }

  private recordOutage(host: string, state: HostState, connection: string): void {
    state.outages.add(connection);
    const now = this.now();
    const isOpen = state.closed !== null && state.closed.until > now;
    if (isOpen || (!state.isProbing && state.outages.size < OPENS_AT)) return;
    if (state.closed === null)
      state.recoveryRate = Math.max(MIN_RECOVERY_RATE, RECOVERY_FACTOR * this.usualRate(state));
    state.openMs = state.closed === null ? FIRST_OPEN_MS : Math.min(MAX_OPEN_MS, state.openMs * 2);
    const since = state.closed?.since ?? now;
    state.closed = { host, class: "outage", since, until: now + state.openMs };
  }

  private pause(host: string, state: HostState, forMs: number): void {
    const now = this.now();
    const until = Math.max(state.closed?.until ?? 0, now + forMs);
    state.closed = { host, class: "rate_limited", since: state.closed?.since ?? now, until };
  }

  private recordSuccess(state: HostState): void {
    state.outages.clear();
    // A call that began before the breaker opened doesn't show that the host works now.
    if (state.closed === null || state.closed.until > this.now()) return;
    state.closed = null;
    if (state.recoveryRate !== null) state.tokens = 0;
  }

  /** Calls per second over the last minutes, without the current minute, which may be part of the outage. */
  private usualRate({ history }: HostState): number {
    const present = Math.floor(this.now() / MINUTE_MS);
    const minutes = [...history].filter(([minute]) => minute < present && minute >= present - HISTORY_MINUTES);
    const first = Math.min(...minutes.map(([minute]) => minute));
    const calls = minutes.reduce((sum, [, count]) => sum + count, 0);
    return minutes.length === 0 ? 0 : calls / ((present - first) * 60);
  }

  private stateOf(host: string): HostState {
    const known = this.hosts.get(host);
    if (known) return known;
    const state: HostState = {
      inFlight: 0,
      tokens: this.limits.ratePerSecond,
      filledAt: this.now(),
      outages: new Set(),
      openMs: 0,
      closed: null,
      isProbing: false,
      recoveryRate: null,
      fullSince: null,
      history: new Map(),
    };
    this.hosts.set(host, state);
    return state;
  }

  /** Fills the bucket up to one second of calls. A bucket that stays full for a minute ends the recovery. */
  private fill(state: HostState): void {
    const now = this.now();
    const rate = state.recoveryRate ?? this.limits.ratePerSecond;
    state.tokens = Math.min(Math.max(1, rate), state.tokens + ((now - state.filledAt) / SECOND_MS) * rate);
    state.filledAt = now;
    const isFull = state.tokens >= Math.max(1, rate);
    if (!isFull || state.closed !== null) state.fullSince = null;
    else state.fullSince ??= now;
    if (state.recoveryRate !== null && state.fullSince !== null && now - state.fullSince >= MINUTE_MS)
      state.recoveryRate = null;
  }

  private allowance(state: HostState): number {
    this.fill(state);
    if (state.closed !== null) return state.closed.until > this.now() ? 0 : Math.max(0, 1 - state.inFlight);
    return Math.max(0, Math.min(this.limits.perHost - state.inFlight, Math.floor(state.tokens)));
  }

  /** Frees the memory of a host without recent calls. */
  private forgetIdle(host: string, state: HostState): void {
    const present = Math.floor(this.now() / MINUTE_MS);
    for (const minute of state.history.keys()) if (minute < present - HISTORY_MINUTES) state.history.delete(minute);
    const isQuiet = state.closed === null && state.recoveryRate === null && state.inFlight === 0;
    if (isQuiet && state.history.size === 0) this.hosts.delete(host);
  }
}
