import type { CallOutcome, Closed, Governor } from "./governor";

/** A claimed connection, and the host that is asked for it. */
export interface Claimed {
  id: string;
  refreshHost: string;
}

/** What the runner needs: a queue that hands out leases, and something to do with them. */
export interface RunnerPorts<C extends Claimed> {
  /** Those somebody waits for, longest first. */
  claimWanted(limit: number): Promise<C[]>;
  /** Those that are due, soonest first, of every host but these. */
  claimDue(limit: number, notHosts: string[]): Promise<C[]>;
  /** Those of one host that are due. */
  claimDueOf(host: string, limit: number): Promise<C[]>;
  run(claim: C): Promise<CallOutcome>;
  /** Gives a claim back unasked: its host is closed. */
  shed(claim: C, closed: Closed): Promise<void>;
  /** Puts off what is due for a closed host, some of it. @returns how many. */
  putOff(closed: Closed): Promise<number>;
  onError(error: unknown): void;
}

/** Share of the slots that background renewals leave to those somebody waits for. */
const RESERVED = 0.1;
/** A claim for every freed slot would cost a query each: this share of them is waited for. */
const BATCH = 0.25;

/**
 * Keeps up to `slots` renewals going: those somebody waits for first, then what is due, each host as fast as the governor
 * allows.
 */
export class Runner<C extends Claimed> {
  private readonly going = new Set<Promise<void>>();
  private freed: () => void = () => undefined;

  constructor(
    private readonly ports: RunnerPorts<C>,
    private readonly governor: Governor,
    private readonly slots: number,
  ) {}

  /** Claims what fits and starts it. @returns how many were started or put off; 0: nothing is due. */
  async tick(): Promise<number> {
    await this.untilFree(Math.ceil(this.slots * BATCH));
    const wanted = await this.ports.claimWanted(this.free());
    await Promise.all(wanted.map((claim) => this.startOrShed(claim)));
    let moved = wanted.length;
    for (const closed of this.governor.closed()) moved += await this.ports.putOff(closed);
    const room = this.free() - Math.floor(this.slots * RESERVED);
    return moved + (room > 0 ? await this.startDue(room) : 0);
  }

  /** Waits until all that was started has ended. */
  async drain(): Promise<void> {
    while (this.going.size > 0) await Promise.all(this.going);
  }

  private free(): number {
    return this.slots - this.going.size;
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

  private startOrShed(claim: C): Promise<void> | void {
    const closed = this.governor.closedHost(claim.refreshHost);
    if (closed) return this.ports.shed(claim, closed);
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
        this.going.delete(work);
        this.freed();
      });
    this.going.add(work);
  }
}
