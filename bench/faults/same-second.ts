import { setTimeout as sleep } from "node:timers/promises";
import type { Verdict } from "./fault";
import { startWorld, until } from "./world";

interface SecondOptions {
  connections: number;
  withinMs: number;
  /** Highest allowed p99 of reads of another connection. */
  readMs: number;
}

/** Lets many tokens expire in the same second. All must be refreshed in time within the rate limit, and other reads must stay fast. */
export async function sameSecond({ connections, withinMs, readMs }: SecondOptions): Promise<Verdict> {
  const world = await startWorld({
    webs: 1,
    workers: 1,
    env: { KEYHOLD_REFRESH_PARALLEL: "50", KEYHOLD_REFRESH_RATE: "1000" },
  });
  try {
    const names = Array.from({ length: connections }, (_, index) => `strict-herd-${index}`);
    await world.seed([...names, "strict-other"]);
    world.provider.latencyMs = 20;
    let isOver = false;
    const took: number[] = [];
    const [web] = world.webs;
    if (!web) throw new Error("No web process is running");
    const readOther = async () => {
      while (!isOver) {
        const startedAt = performance.now();
        const response = await world.read(web, "strict-other");
        await response.arrayBuffer();
        took.push(performance.now() - startedAt);
        if (response.status !== 200) throw new Error(`A read of a valid token returned ${response.status}`);
        await sleep(10);
      }
    };
    const startedAt = performance.now();
    await world.expire(names);
    await world.query(`select pg_notify('keyhold_refresh', '')`);
    const reading = Promise.all([readOther(), readOther()]);
    const isDone = async () => {
      const { rows } = await world.query(`select count(*)::int as n from "Connection" where "expiresAt" <= now()`);
      return rows[0].n === 0;
    };
    await until("all were refreshed", isDone, 180_000);
    const seconds = (performance.now() - startedAt) / 1000;
    isOver = true;
    await reading;
    took.sort((a, b) => a - b);
    const p99 = took[Math.floor((took.length - 1) * 0.99)] ?? 0;
    const wrong: string[] = [];
    if (seconds * 1000 > withinMs) wrong.push(`all were refreshed after ${seconds.toFixed(0)} s`);
    if (p99 > readMs) wrong.push(`p99 of other reads was ${p99.toFixed(0)} ms`);
    if (world.provider.calls !== connections)
      wrong.push(`${world.provider.calls} calls for ${connections} connections`);
    const said = `${connections} tokens expire in one second: all refreshed after ${seconds.toFixed(0)} s, p99 of other reads ${p99.toFixed(0)} ms`;
    return { said, wrong };
  } finally {
    await world.stop();
  }
}
