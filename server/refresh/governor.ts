import type { FailureClass } from "./verdict";

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
/** Connections that in a row met an outage, each counted once, open a host's breaker: one broken account is no outage. */
const OPENS_AT = 5;
const FIRST_OPEN_MS = 30 * SECOND_MS;
const MAX_OPEN_MS = 5 * MINUTE_MS;
const DEFAULT_PAUSE_MS = 30 * SECOND_MS;
/** A host that comes back is not asked faster than twice its usual rate, and never slower than this. */
const MIN_RECOVERY_RATE = 5;
const RECOVERY_FACTOR = 2;
const HISTORY_MINUTES = 10;

/** The limits of one process. */
export interface GovernorLimits {
  /** Calls at the same time to one host. */
  perHost: number;
  /** Calls a second to one host. */
  ratePerSecond: number;
}

/** Why a host is not asked at present. */
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
  /** Connections that met an outage since the host last answered. */
  outages: Set<string>;
  openMs: number;
  closed: Closed | null;
  isProbing: boolean;
  /** Calls a second while it recovers. Null: the usual rate. */
  recoveryRate: number | null;
  fullSince: number | null;
  /** Calls per minute, by minute of the clock. */
  history: Map<number, number>;
}

/** How a call went, for its host. Null: the host answered as it should, be it with a refusal. */
export interface CallOutcome {
  class: FailureClass | null;
  retryAfterMs: number | null;
}

/** A call that ended, and whose it was. */
export interface EndedCall extends CallOutcome {
  connection: string;
}

/**
 * Decides how fast each provider host may be asked: calls at the same time, a token bucket, and a circuit breaker that opens
 * on outages alone, asks one probe when its time is up, and lets the backlog through no faster than twice the usual rate.
 * Knows nothing of connections; the clock is injected (milliseconds that never go back).
 */
export class Governor {
  private readonly hosts = new Map<string, HostState>();

  constructor(
    private readonly limits: GovernorLimits,
    private readonly now: () => number,
  ) {}

  /** Hosts that must not be asked now, and until when. */
  closed(): Closed[] {
    const now = this.now();
    return [...this.hosts.values()].flatMap(({ closed }) => (closed && closed.until > now ? [closed] : []));
  }

  /** Why a host must not be asked now. Undefined: it may. */
  closedHost(host: string): Closed | undefined {
    const closed = this.hosts.get(host)?.closed;
    return closed && closed.until > this.now() ? closed : undefined;
  }

  /** Hosts of which less than `wanted` calls may begin now, and how many may. */
  limited(wanted: number): Map<string, number> {
    const found = new Map<string, number>();
    for (const [host, state] of this.hosts) {
      const allowed = this.allowance(state);
      if (allowed < wanted) found.set(host, allowed);
    }
    return found;
  }

  /** A call begins. */
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

  /** A call ended. */
  end(host: string, outcome: EndedCall): void {
    const state = this.stateOf(host);
    state.inFlight -= 1;
    if (outcome.class === "outage") this.noteOutage(host, state, outcome.connection);
    else if (outcome.class === "rate_limited") this.pause(host, state, outcome.retryAfterMs ?? DEFAULT_PAUSE_MS);
    else this.noteGood(state);
    if (state.inFlight === 0) state.isProbing = false;
    this.forgetIdle(host, state);
  }

  private noteOutage(host: string, state: HostState, connection: string): void {
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

  private noteGood(state: HostState): void {
    state.outages.clear();
    // Calls that began before the breaker opened prove nothing about now.
    if (state.closed === null || state.closed.until > this.now()) return;
    state.closed = null;
    if (state.recoveryRate !== null) state.tokens = 0;
  }

  /** Calls a second over the last minutes, those of the present one left out: they may be the outage's own. */
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

  /** Fills the bucket: one second's worth at most. A bucket that stays full for a minute ends the recovery. */
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

  /** Memory is for hosts that are asked: one without calls for a while is forgotten. */
  private forgetIdle(host: string, state: HostState): void {
    const present = Math.floor(this.now() / MINUTE_MS);
    for (const minute of state.history.keys()) if (minute < present - HISTORY_MINUTES) state.history.delete(minute);
    const isQuiet = state.closed === null && state.recoveryRate === null && state.inFlight === 0;
    if (isQuiet && state.history.size === 0) this.hosts.delete(host);
  }
}
