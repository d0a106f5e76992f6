import type { Verdict } from "./fault";
import { startWorld, until } from "./world";

const AT_ONCE = 20;
const PATIENCE_MS = 30_000;

/** Sends a worker SIGTERM during refreshes. It must start no new ones, store the results of those running, and exit. */
export async function drain({ latencyMs }: { latencyMs: number }): Promise<Verdict> {
  const world = await startWorld({ webs: 1, workers: 1 });
  try {
    const names = Array.from({ length: AT_ONCE }, (_, index) => `strict-drain-${index}`);
    const later = Array.from({ length: AT_ONCE }, (_, index) => `strict-later-${index}`);
    await world.seed([...names, ...later]);
    world.provider.latencyMs = latencyMs;
    await world.makeDue(names);
    await until("all refreshes were running", async () => world.provider.calls === AT_ONCE, PATIENCE_MS);
    const [worker] = world.workers;
    if (!worker) throw new Error("No worker is running");
    const askedAt = performance.now();
    worker.kill("SIGTERM");
    await world.makeDue(later);
    const [code] = await worker.exited;
    const tookMs = performance.now() - askedAt;
    const { rows } = await world.query(
      `select count(*)::int as n from "Connection" where "connectionId" = any($1) and "refreshedAt" is not null and "leaseUntil" is null`,
      [names],
    );
    const wrong: string[] = [];
    if (code !== 0) wrong.push(`the worker exited with code ${code}`);
    if (rows[0].n !== AT_ONCE) wrong.push(`only ${rows[0].n} of ${AT_ONCE} responses were stored`);
    if (world.provider.calls !== AT_ONCE) wrong.push("it started refreshes after the signal");
    if (tookMs > PATIENCE_MS) wrong.push(`it took ${(tookMs / 1000).toFixed(1)} s`);
    return {
      said: `SIGTERM with ${AT_ONCE} refreshes running: all stored, exited after ${(tookMs / 1000).toFixed(1)} s`,
      wrong,
    };
  } finally {
    await world.stop();
  }
}
