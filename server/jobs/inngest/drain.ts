import { randomUUID } from "node:crypto";

/** Longest run of a function, so that it ends before the next one starts. */
const DRAIN_MS = 45_000;

/** Runs batches until one is empty or the time is up. @returns how many units of work were done. */
export async function drain(work: (owner: string) => Promise<number>): Promise<number> {
  const end = performance.now() + DRAIN_MS;
  // Each call has its own lease owner, so that a late call can't settle work that another call took over.
  const owner = `inngest:${randomUUID()}`;
  let total = 0;
  for (let done = 1; done > 0 && performance.now() < end; total += done) done = await work(owner);
  return total;
}
