import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { ROOT } from "../../scripts/lib/root.mjs";
import { cpuSeconds } from "../../scripts/start/processes";
import type { Target } from "./instance";
import type { Figures, Order } from "./requests";

/** The bundle of requests.ts. */
export const REQUESTS = "dist/bench/requests.mjs";

async function load(order: Order): Promise<Figures> {
  const child = fork(path.join(ROOT, REQUESTS));
  child.send(order);
  const failed = once(child, "exit").then(() =>
    Promise.reject(new Error("The load ended early. See its lines above.")),
  );
  const [figures]: Figures[] = await Promise.race([once(child, "message"), failed]);
  if (!figures) throw new Error("The load sent no figures.");
  return figures;
}

/** What one round of requests showed. */
export interface Measured {
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  /** Processor time of a request in microseconds. Null where the system does not say. */
  cpuMicros: number | null;
}

/** A server and what is read from it. */
export interface Measurable extends Target {
  paths: string[];
  apiKey: string;
}

/** Measures one server for one round. @param load how many connections ask at once, and for how long. */
export async function measure(
  { pid, url, paths, apiKey }: Measurable,
  { connections, seconds }: { connections: number; seconds: number },
): Promise<Measured> {
  const before = cpuSeconds(pid);
  const { total, ...figures } = await load({ url, paths, apiKey, connections, seconds });
  const after = cpuSeconds(pid);
  return { ...figures, cpuMicros: before === null || after === null ? null : ((after - before) / total) * 1e6 };
}

/** The middle of the values. @throws Error when there are none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error("There is nothing to measure.");
  return middle;
}
