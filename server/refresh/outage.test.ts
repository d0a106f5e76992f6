import { describe, expect, it } from "vitest";
import { Governor } from "./governor";
import { planRead } from "./plan-read";
import { refreshOne } from "./refresh-one";
import { Runner } from "./runner";
import { SimulatedProvider } from "./testing/provider";
import { HOST, type SimulatedClaim, SimulatedProcess, type SimulatedRow, SimulatedStore } from "./testing/store";
import { VirtualTime } from "./testing/virtual-time";

const CONNECTIONS = 10_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Many connections of one provider, with the worker's runner and governor, in virtual time. */
function world() {
  const time = new VirtualTime();
  const store = new SimulatedStore(time);
  const provider = new SimulatedProvider(time, "strict");
  const ports = store.portsFor(new SimulatedProcess(), (token) => provider.refresh(token));
  const governor = new Governor({ perHost: 40, ratePerSecond: 200 }, () => time.ms);
  const isDue = (row: SimulatedRow) => row.dueAt !== null && row.dueAt <= time.ms;
  const runner = new Runner<SimulatedClaim>(
    {
      claimWanted: async () => [],
      claimDue: async (limit, notHosts) => (notHosts.includes(HOST) ? [] : store.claim(limit, isDue)),
      claimDueOf: async (_host, limit) => store.claim(limit, isDue),
      run: async (claim) => {
        const verdict = await refreshOne(ports, claim);
        return { class: verdict?.class ?? null, retryAfterMs: verdict?.retryAfterMs ?? null };
      },
      release: async () => undefined,
      postpone: async ({ until }) => {
        let order = 0;
        for (const row of store.rows.values()) {
          if (!isDue(row) || !store.isFree(row)) continue;
          order += 1;
          row.dueAt = until + (order % 60) * 1000;
        }
        return order;
      },
      onError: (error) => {
        throw error;
      },
    },
    governor,
    50,
  );
  const work = async () => {
    for (;;) await time.sleep((await runner.tick()) > 0 ? 20 : 1000);
  };
  return { time, store, provider, work };
}

/** Number of calls that the provider received in each minute of a time span. */
function perMinute({ ledger }: SimulatedProvider, from: number, to: number): number[] {
  const counts = new Array<number>(Math.ceil((to - from) / MINUTE_MS)).fill(0);
  for (const { at } of ledger) {
    const minute = Math.floor((at - from) / MINUTE_MS);
    if (minute >= 0 && minute < counts.length) counts[minute] = (counts[minute] ?? 0) + 1;
  }
  return counts;
}

describe("a provider that is down for an hour, with 10,000 connections", () => {
  it("marks no connection as needs_reconnect, serves every valid token, gets few probes and recovers without a spike", async () => {
    const { time, store, provider, work } = world();
    for (let index = 0; index < CONNECTIONS; index += 1) {
      const id = `c${index}`;
      store.connect(id, provider.authorize(id), HOUR_MS);
      const row = store.rows.get(id);
      if (row) row.dueAt = (index / CONNECTIONS) * 0.7 * HOUR_MS;
    }
    void work();
    await time.pass(2 * HOUR_MS);
    const steady = perMinute(provider, HOUR_MS, 2 * HOUR_MS);
    const usual = steady.reduce((sum, count) => sum + count, 0) / steady.length;
    expect(usual).toBeGreaterThan(CONNECTIONS / 60);

    provider.isDown = true;
    const callsBefore = provider.ledger.length;
    for (let minute = 0; minute < 60; minute += 1) {
      await time.pass(MINUTE_MS);
      for (const row of store.rows.values()) {
        expect(["healthy", "failing"]).toContain(row.health);
        if (row.expiresAt === null || row.expiresAt <= time.ms) continue;
        const dates = { readAt: time.date, expiresAt: new Date(row.expiresAt), refreshDueAt: new Date(row.dueAt ?? 0) };
        const plan = planRead({ ...dates, health: row.health }, { force: false, canRefresh: true });
        expect(plan).toMatch(/^serve/);
      }
    }
    const probes = provider.ledger.length - callsBefore;
    // Calls in flight at the start of the outage, calls that opened the breaker, then one probe per half-open period.
    expect(probes).toBeLessThan(100);

    provider.isDown = false;
    const backAt = time.ms;
    await time.pass(2 * HOUR_MS);
    const after = perMinute(provider, backAt, backAt + 2 * HOUR_MS);
    expect(Math.max(...after)).toBeLessThanOrEqual(2 * usual);
    const states = new Set([...store.rows.values()].map(({ health }) => health));
    expect([...states]).toEqual(["healthy"]);
    expect([...store.rows.values()].filter(({ expiresAt }) => (expiresAt ?? 0) <= time.ms)).toEqual([]);
  }, 300_000);
});
