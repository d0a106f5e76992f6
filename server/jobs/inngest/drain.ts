import { randomUUID } from "node:crypto";

/** A function that empties a queue stops before the next one starts. */
const DRAIN_MS = 45_000;

/** Does batches until one finds nothing, or time is up. @returns how much was done. */
export async function drain(work: (owner: string) => Promise<number>): Promise<number> {
  const end = performance.now() + DRAIN_MS;
  // Each call has leases of its own, so one that is late cannot settle what another took over.
  const owner = `inngest:${randomUUID()}`;
  let total = 0;
  for (let done = 1; done > 0 && performance.now() < end; total += done) done = await work(owner);
  return total;
}
