import { describe, expect, it, vi } from "vitest";
import { type CallOutcome, Governor } from "./governor";
import { Runner, type RunnerPorts } from "./runner";

interface Work {
  id: string;
  refreshHost: string;
}

const HOST = "as.example";
const GOOD: CallOutcome = { class: null, retryAfterMs: null };
const OUTAGE: CallOutcome = { class: "outage", retryAfterMs: null };

/** A queue in memory. A refresh ends when the test ends it. */
function world({ slots = 10, perHost = 100 } = {}) {
  let now = 0;
  const queues: { wanted: Work[]; due: Work[] } = { wanted: [], due: [] };
  const running = new Map<string, { end(outcome: CallOutcome): void; fail(error: Error): void }>();
  const calls = {
    released: [] as string[],
    postponed: [] as string[],
    errors: [] as unknown[],
    started: [] as string[],
  };
  const take = (queue: Work[], limit: number, fits: (work: Work) => boolean) => {
    const taken = queue.filter(fits).slice(0, limit);
    for (const work of taken) queue.splice(queue.indexOf(work), 1);
    return Promise.resolve(taken);
  };
  const ports: RunnerPorts<Work> = {
    claimWanted: (limit) => take(queues.wanted, limit, () => true),
    claimDue: (limit, notHosts) => take(queues.due, limit, ({ refreshHost }) => !notHosts.includes(refreshHost)),
    claimDueOf: (host, limit) => take(queues.due, limit, ({ refreshHost }) => refreshHost === host),
    run: ({ id }) =>
      new Promise((end, fail) => {
        calls.started.push(id);
        running.set(id, { end, fail });
      }),
    release: async ({ id }) => void calls.released.push(id),
    postpone: async ({ host }) => {
      calls.postponed.push(host);
      return take(queues.due, 1000, ({ refreshHost }) => refreshHost === host).then(({ length }) => length);
    },
    onError: (error) => calls.errors.push(error),
  };
  const governor = new Governor({ perHost, ratePerSecond: 1000 }, () => now);
  const runner = new Runner(ports, governor, slots);
  const add = (queue: "wanted" | "due", ids: string[], refreshHost = HOST) =>
    queues[queue].push(...ids.map((id) => ({ id, refreshHost })));
  return {
    ...{ runner, governor, running, calls, queues, add },
    pass: (ms: number) => {
      now += ms;
    },
    endAll: (outcome = GOOD) => {
      for (const [id, { end }] of running) {
        running.delete(id);
        end(outcome);
      }
    },
  };
}

const ids = (prefix: string, count: number) => [...Array(count)].map((_none, index) => `${prefix}${index}`);

/** Opens the breaker of a host. */
function breakDown(governor: Governor, host: string): void {
  for (let count = 0; count < 5; count += 1) {
    governor.begin(host);
    governor.end(host, { ...OUTAGE, connection: `broken-${count}` });
  }
}

describe("the runner", () => {
  it("starts as many refreshes as fit and returns how many", async () => {
    const { runner, add, calls } = world();
    add("due", ids("d", 3));
    expect(await runner.tick()).toBe(3);
    expect(await runner.tick()).toBe(0);
    expect(calls.started).toEqual(["d0", "d1", "d2"]);
  });

  it("starts refreshes that a reader waits for before those that are due", async () => {
    const { runner, add, calls } = world({ slots: 4 });
    add("due", ids("d", 4));
    add("wanted", ids("w", 3));
    await runner.tick();
    expect(calls.started).toEqual(["w0", "w1", "w2", "d0"]);
  });

  it("reserves a tenth of its slots for refreshes that a reader waits for", async () => {
    const { runner, add } = world({ slots: 10 });
    add("due", ids("d", 20));
    expect(await runner.tick()).toBe(9);
  });

  it("never runs more refreshes than it has slots, and starts more as slots become free", async () => {
    const { runner, add, running, endAll } = world({ slots: 4 });
    add("wanted", ids("w", 9));
    let started = 0;
    while (started < 9) {
      started += await runner.tick();
      expect(running.size).toBeLessThanOrEqual(4);
      endAll();
    }
    await runner.drain();
  });

  it("waits for a free slot before it claims", async () => {
    const { runner, add, queues, endAll } = world({ slots: 4 });
    add("wanted", ids("w", 5));
    await runner.tick();
    const next = runner.tick();
    expect(queues.wanted).toHaveLength(1);
    endAll();
    expect(await next).toBe(1);
  });

  it("runs no more concurrent refreshes of one host than its limit, and fills the other slots with other hosts", async () => {
    const { runner, add, calls } = world({ slots: 10, perHost: 2 });
    add("due", ids("a", 2), "a.example");
    await runner.tick();
    add("due", ids("more", 8), "a.example");
    add("due", ids("b", 2), "b.example");
    calls.started.length = 0;
    await runner.tick();
    expect(calls.started).toEqual(["b0", "b1"]);
  });

  it("releases wanted refreshes of a closed host and postpones due ones, without calling it", async () => {
    const { runner, governor, add, calls } = world();
    breakDown(governor, HOST);
    add("wanted", ["w"]);
    add("due", ["d"]);
    add("due", ["other"], "other.example");
    expect(await runner.tick()).toBe(3); // above 0, so the worker continues at once: there may be more to postpone
    expect(calls).toMatchObject({ released: ["w"], postponed: [HOST], started: ["other"] });
  });

  it("probes a closed host with one refresh when its time is up", async () => {
    const { runner, governor, add, calls, pass } = world();
    breakDown(governor, HOST);
    pass(30_000);
    add("due", ids("d", 5));
    await runner.tick();
    expect(calls.started).toEqual(["d0"]);
  });

  it("reports a refresh that throws, frees its slot and doesn't count it against the host", async () => {
    const { runner, governor, add, running, calls } = world({ slots: 4 });
    add("due", ["d"]);
    await runner.tick();
    running.get("d")?.fail(new Error("a bug"));
    await runner.drain();
    expect([calls.errors, governor.closed()]).toEqual([[new Error("a bug")], []]);
  });

  it("drains by waiting until every started refresh has finished", async () => {
    const { runner, add, endAll } = world();
    add("due", ids("d", 3));
    await runner.tick();
    let isDrained = false;
    const drained = runner.drain().then(() => {
      isDrained = true;
    });
    await Promise.resolve();
    expect(isDrained).toBe(false);
    endAll();
    await drained;
    await vi.waitFor(() => expect(isDrained).toBe(true));
  });
});
