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

/** A queue in memory; renewals end when they are told to. */
function world({ slots = 10, perHost = 100 } = {}) {
  let now = 0;
  const queues: { wanted: Work[]; due: Work[] } = { wanted: [], due: [] };
  const going = new Map<string, { end(outcome: CallOutcome): void; fail(error: Error): void }>();
  const heard = { shed: [] as string[], putOff: [] as string[], errors: [] as unknown[], started: [] as string[] };
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
        heard.started.push(id);
        going.set(id, { end, fail });
      }),
    shed: async ({ id }) => void heard.shed.push(id),
    putOff: async ({ host }) => {
      heard.putOff.push(host);
      return take(queues.due, 1000, ({ refreshHost }) => refreshHost === host).then(({ length }) => length);
    },
    onError: (error) => heard.errors.push(error),
  };
  const governor = new Governor({ perHost, ratePerSecond: 1000 }, () => now);
  const runner = new Runner(ports, governor, slots);
  const add = (queue: "wanted" | "due", ids: string[], refreshHost = HOST) =>
    queues[queue].push(...ids.map((id) => ({ id, refreshHost })));
  return {
    ...{ runner, governor, going, heard, queues, add },
    pass: (ms: number) => {
      now += ms;
    },
    endAll: (outcome = GOOD) => {
      for (const [id, { end }] of going) {
        going.delete(id);
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
  it("starts what fits, and says how many", async () => {
    const { runner, add, heard } = world();
    add("due", ids("d", 3));
    expect(await runner.tick()).toBe(3);
    expect(await runner.tick()).toBe(0);
    expect(heard.started).toEqual(["d0", "d1", "d2"]);
  });

  it("takes those somebody waits for before what is due", async () => {
    const { runner, add, heard } = world({ slots: 4 });
    add("due", ids("d", 4));
    add("wanted", ids("w", 3));
    await runner.tick();
    expect(heard.started).toEqual(["w0", "w1", "w2", "d0"]);
  });

  it("leaves a tenth of its slots to those somebody waits for", async () => {
    const { runner, add } = world({ slots: 10 });
    add("due", ids("d", 20));
    expect(await runner.tick()).toBe(9);
  });

  it("never has more going than it has slots, and goes on as they get free", async () => {
    const { runner, add, going, endAll } = world({ slots: 4 });
    add("wanted", ids("w", 9));
    let started = 0;
    while (started < 9) {
      started += await runner.tick();
      expect(going.size).toBeLessThanOrEqual(4);
      endAll();
    }
    await runner.drain();
  });

  it("waits for a free slot before it claims: what is claimed is begun", async () => {
    const { runner, add, queues, endAll } = world({ slots: 4 });
    add("wanted", ids("w", 5));
    await runner.tick();
    const next = runner.tick();
    expect(queues.wanted).toHaveLength(1);
    endAll();
    expect(await next).toBe(1);
  });

  it("asks one host no more at the same time than its limit, and fills the rest with others", async () => {
    const { runner, add, heard } = world({ slots: 10, perHost: 2 });
    add("due", ids("a", 2), "a.example");
    await runner.tick();
    add("due", ids("more", 8), "a.example");
    add("due", ids("b", 2), "b.example");
    heard.started.length = 0;
    await runner.tick();
    expect(heard.started).toEqual(["b0", "b1"]);
  });

  it("gives back unasked what somebody waits for at a closed host, and puts off what is due there", async () => {
    const { runner, governor, add, heard } = world();
    breakDown(governor, HOST);
    add("wanted", ["w"]);
    add("due", ["d"]);
    add("due", ["other"], "other.example");
    expect(await runner.tick()).toBe(3); // so the worker goes on at once: there may be more to put off
    expect(heard).toMatchObject({ shed: ["w"], putOff: [HOST], started: ["other"] });
  });

  it("probes a closed host with one renewal when its time is up", async () => {
    const { runner, governor, add, heard, pass } = world();
    breakDown(governor, HOST);
    pass(30_000);
    add("due", ids("d", 5));
    await runner.tick();
    expect(heard.started).toEqual(["d0"]);
  });

  it("reports a renewal that broke and goes on: the slot is free, and the host is not to blame", async () => {
    const { runner, governor, add, going, heard } = world({ slots: 4 });
    add("due", ["d"]);
    await runner.tick();
    going.get("d")?.fail(new Error("a bug"));
    await runner.drain();
    expect([heard.errors, governor.closed()]).toEqual([[new Error("a bug")], []]);
  });

  it("drains: waits until all that was started has ended", async () => {
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
