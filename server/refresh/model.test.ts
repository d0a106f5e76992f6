import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { refreshOne } from "./refresh-one";
import { type Rotation, SimulatedProvider } from "./testing/provider";
import { SimulatedProcess, type SimulatedRow, SimulatedStore } from "./testing/store";
import { VirtualTime } from "./testing/virtual-time";

const ID = "c";
const HOUR_MS = 3600_000;

/** One event in a history. */
type Step =
  | { do: "wait"; ms: number }
  | { do: "read" }
  | { do: "force" }
  | { do: "kill" }
  | { do: "stop" }
  | { do: "resume" }
  | { do: "down" }
  | { do: "up" }
  | { do: "slow"; ms: number }
  | { do: "revoke" }
  | { do: "reconnect" };

/** One connection, its provider, and a worker that is killed, stopped and replaced. */
class World {
  readonly time = new VirtualTime();
  readonly store = new SimulatedStore(this.time);
  readonly provider: SimulatedProvider;
  private worker = new SimulatedProcess();
  private readonly stopped: SimulatedProcess[] = [];
  private grants = 1;
  /** Calls whose response may not have been stored, because a kill, a stop or an outage cut them off. */
  cutOffCalls = 0;
  isRevoked = false;

  constructor(rotation: Rotation) {
    this.provider = new SimulatedProvider(this.time, rotation);
    this.store.connect(ID, this.provider.authorize("g1"), HOUR_MS);
  }

  get row(): SimulatedRow {
    const row = this.store.rows.get(ID);
    if (!row) throw new Error("The connection is gone.");
    return row;
  }

  get grant(): string {
    return `g${this.grants}`;
  }

  /** Runs the worker's loop once: starts wanted and due refreshes, without waiting for them. */
  work(): void {
    this.store.reconcile();
    const now = this.time.ms;
    const isDue = (row: SimulatedRow) => row.wantedAt !== null || (row.dueAt !== null && row.dueAt <= now);
    const ports = this.store.portsFor(this.worker, (token) => this.provider.refresh(token));
    for (const claim of this.store.claim(1, isDue)) void refreshOne(ports, claim);
  }

  private cutOff(): void {
    if (this.row.leaseUntil !== null) this.cutOffCalls += 1;
  }

  apply(step: Step): void {
    switch (step.do) {
      case "wait":
        return;
      case "read":
        if (this.row.expiresAt !== null && this.row.expiresAt <= this.time.ms && this.isUsable())
          this.row.wantedAt = this.time.ms;
        return;
      case "force":
        // A forced refresh knowingly sends a rejected token again.
        if (!this.isUsable()) this.cutOffCalls += 1;
        this.row.wantedAt = this.time.ms;
        return;
      case "kill":
        this.cutOff();
        this.worker.kill();
        this.worker = new SimulatedProcess();
        return;
      case "stop":
        this.cutOff();
        this.worker.stop();
        this.stopped.push(this.worker);
        this.worker = new SimulatedProcess();
        return;
      case "resume":
        this.stopped.shift()?.resume();
        return;
      case "down":
        this.provider.isDown = true;
        return;
      case "up":
        this.provider.isDown = false;
        return;
      case "slow":
        this.provider.latencyMs = step.ms;
        return;
      case "revoke":
        this.provider.revoke(this.grant);
        this.isRevoked = true;
        return;
      case "reconnect":
        this.grants += 1;
        this.store.connect(ID, this.provider.authorize(this.grant), HOUR_MS);
        this.isRevoked = false;
    }
  }

  private isUsable(): boolean {
    return this.row.health !== "needs_reconnect" && this.row.health !== "interrupted";
  }

  /** Lets time pass while the worker looks for work every second. */
  async pass(ms: number): Promise<void> {
    const end = this.time.ms + ms;
    while (this.time.ms < end) {
      this.work();
      await this.time.pass(Math.min(1000, end - this.time.ms));
    }
  }

  /** Ends the outage, resumes stopped processes and lets everything finish. */
  async settle(): Promise<void> {
    this.provider.isDown = false;
    this.provider.latencyMs = 200;
    for (const process of this.stopped.splice(0)) process.resume();
    await this.time.pass(200_000);
    for (let round = 0; round < 40; round += 1) {
      this.work();
      await this.time.pass(60_000);
    }
    this.store.reconcile();
  }
}

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("wait" as const),
      ms: fc.constantFrom(50, 100, 150, 40_000, HOUR_MS / 2, HOUR_MS),
    }),
  },
  { weight: 3, arbitrary: fc.constant({ do: "read" as const }) },
  { weight: 3, arbitrary: fc.constant({ do: "force" as const }) },
  { weight: 2, arbitrary: fc.constant({ do: "kill" as const }) },
  { weight: 2, arbitrary: fc.constant({ do: "stop" as const }) },
  { weight: 2, arbitrary: fc.constant({ do: "resume" as const }) },
  { weight: 1, arbitrary: fc.constant({ do: "down" as const }) },
  { weight: 1, arbitrary: fc.constant({ do: "up" as const }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("slow" as const), ms: fc.constantFrom(200, 20_000, 90_000) }) },
  { weight: 1, arbitrary: fc.constant({ do: "revoke" as const }) },
  { weight: 1, arbitrary: fc.constant({ do: "reconnect" as const }) },
);

async function run(rotation: Rotation, steps: Step[]): Promise<World> {
  const world = new World(rotation);
  for (const one of steps) {
    world.apply(one);
    world.work();
    // Short waits end during a running refresh. Long ones let it finish and the token age.
    if (one.do === "wait" && one.ms > 1000) await world.time.pass(one.ms);
    else await world.time.pass(one.do === "wait" ? one.ms : 0);
  }
  await world.settle();
  return world;
}

/** How often a token was sent again that the provider had already replaced. */
function replays({ ledger }: SimulatedProvider): number {
  const seen = new Set<string>();
  return ledger.filter(({ grant, token, result }) => {
    const name = `${grant}/${token}`;
    const isReplay = seen.has(name);
    if (result === "issued") seen.add(name);
    return isReplay;
  }).length;
}

function check(world: World, rotation: Rotation): void {
  const { row, provider } = world;
  const isLost = row.health === "needs_reconnect" || row.health === "interrupted";
  if (!isLost && !world.isRevoked) {
    expect(row.token, "the stored token is the last one issued").toBe(provider.newest(world.grant));
    expect(row.health).toBe("healthy");
  }
  if (rotation !== "strict")
    expect(isLost && !world.isRevoked, "connection lost although the provider accepts the old token").toBe(false);
  if (isLost && !world.isRevoked)
    expect(row.health, "a connection lost without a revocation is interrupted").toBe("interrupted");
  if (isLost) expect(world.store.webhooks.filter(({ what }) => what !== "recovered").length).toBeGreaterThan(0);
  if (rotation !== "fixed") {
    const outages = provider.ledger.filter(({ result }) => result === "outage").length;
    expect(replays(provider), "a token is sent again only after a call was cut off").toBeLessThanOrEqual(
      world.cutOffCalls + outages,
    );
  }
}

const RUNS = 10_000;

describe("random histories of a connection with kills, stops, outages, slow responses, revocations and reconnects", () => {
  it.each(["strict", "overlap", "fixed"] as const)(
    "with %s rotation send a refresh token again only after a call was cut off, and store the last token issued",
    async (rotation) => {
      const property = fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 25 }), async (steps) => {
        check(await run(rotation, steps), rotation);
      });
      await fc.assert(property, { numRuns: Math.ceil(RUNS / 3), seed: 20261125 });
    },
    600_000,
  );

  it("without kills, stops and outages never send a token twice, and make one call at a time", async () => {
    const calm = step.filter(({ do: what }) => !["kill", "stop", "resume", "down"].includes(what));
    const property = fc.asyncProperty(fc.array(calm, { minLength: 3, maxLength: 25 }), async (steps) => {
      const { provider } = await run("strict", steps);
      expect(replays(provider)).toBe(0);
      expect(provider.maxInFlightPerGrant).toBeLessThanOrEqual(1);
    });
    await fc.assert(property, { numRuns: Math.ceil(RUNS / 3), seed: 20261125 });
  }, 600_000);
});
