import type { CallOutcome, Closed, Governor } from "./governor";

/** A claimed connection, and the host that refreshes it. */
export interface Claimed {
  id: string;
  refreshHost: string;
}

/** What the runner needs: a queue that hands out leases, and the work to do with them. */
export interface RunnerPorts<C extends Claimed> {
  /** Claims connections that a reader waits for, longest wait first. */
  claimWanted(limit: number): Promise<C[]>;
  /** Claims connections that are due, earliest first, except those of `notHosts`. */
  claimDue(limit: number, notHosts: string[]): Promise<C[]>;
  /** Claims due connections of one host. */
  claimDueOf(host: string, limit: number): Promise<C[]>;
  run(claim: C): Promise<CallOutcome>;
  /** Releases a claim without calling its host, which is closed. */
  release(claim: C, closed: Closed): Promise<void>;
  /** Postpones a batch of due connections of a closed host. @returns how many. */
  postpone(closed: Closed): Promise<number>;
  onError(error: unknown): void;
}

/** Share of the slots that is reserved for refreshes a reader waits for. */
const RESERVED = 0.1;
/** Share of the slots that must be free before the next claim, so that not every freed slot costs a query. */
const BATCH = 0.25;

/**
 * Keeps up to `slots` refreshes running: first those a reader waits for, then those that are due, each host at the rate the
 * governor allows.
 */
export class Runner<C extends Claimed> {
  private readonly running = new Set<Promise<void>>();
  private freed: () => void = () => undefined;

  constructor(
    private readonly ports: RunnerPorts<C>,
    private readonly governor: Governor,
    private readonly slots: number,
  ) {}

  /** Claims and starts as many refreshes as fit. @returns how many were started or postponed. 0: nothing is due. */
  async tick(): Promise<number> {
    await this.untilFree(Math.ceil(this.slots * BATCH));
    const wanted = await this.ports.claimWanted(this.free());
    await Promise.all(wanted.map((claim) => this.startOrRelease(claim)));
    let handled = wanted.length;
    for (const closed of this.governor.closed()) handled += await this.ports.postpone(closed);
    const room = this.free() - Math.floor(this.slots * RESERVED);
    return handled + (room > 0 ? await this.startDue(room) : 0);
  }

  /** Resolves when everything that was started has finished. */
  async drain(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running);
  }

  private free(): number {
    return this.slots - this.running.size;
  }

  private async untilFree(count: number): Promise<void> {
    while (this.free() < count) {
      await new Promise<void>((resolve) => {
        this.freed = resolve;
      });
    }
  }

  private async startDue(room: number): Promise<number> {
    const limited = this.governor.limited(room);
    let started = 0;
    for (const [host, allowed] of limited) {
      const limit = Math.min(allowed, room - started);
      if (limit > 0) started += this.startAll(await this.ports.claimDueOf(host, limit));
    }
    if (started >= room) return started;
    return started + this.startAll(await this.ports.claimDue(room - started, [...limited.keys()]));
  }

  private startAll(claims: C[]): number {
    for (const claim of claims) this.start(claim);
    return claims.length;
  }

  private startOrRelease(claim: C): Promise<void> | void {
    const closed = this.governor.closedHost(claim.refreshHost);
    if (closed) return this.ports.release(claim, closed);
    this.start(claim);
  }

  private start(claim: C): void {
    this.governor.begin(claim.refreshHost);
    const work = this.ports
      .run(claim)
      .catch((error: unknown): CallOutcome => {
        this.ports.onError(error);
        return { class: null, retryAfterMs: null };
      })
      .then((outcome) => {
        this.governor.end(claim.refreshHost, { ...outcome, connection: claim.id });
        this.running.delete(work);
        this.freed();
      });
    this.running.add(work);
  }
}
