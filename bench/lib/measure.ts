import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { ROOT } from "../../scripts/lib/root.mjs";
import { cpuSeconds } from "../../scripts/start/processes";
import type { Target } from "./instance";
import type { Figures, Order } from "./requests";

/** Path of the bundle of requests.ts. */
export const REQUESTS = "dist/bench/requests.mjs";

async function load(order: Order): Promise<Figures> {
  const child = fork(path.join(ROOT, REQUESTS));
  child.send(order);
  const failed = once(child, "exit").then(() =>
    Promise.reject(new Error("The load process exited early. See its output above.")),
  );
  const [figures]: Figures[] = await Promise.race([once(child, "message"), failed]);
  if (!figures) throw new Error("The load process sent no figures");
  return figures;
}

/** The figures of one round of requests. */
export interface Measured {
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  /** CPU time per request in microseconds. Null: the system does not report it. */
  cpuMicros: number | null;
}

/** A server and the paths to read from it. */
export interface Measurable extends Target {
  paths: string[];
  apiKey: string;
}

/** Measures one server for one round. @param load the number of concurrent connections, and the length of the round. */
export async function measure(
  { pid, url, paths, apiKey }: Measurable,
  { connections, seconds }: { connections: number; seconds: number },
): Promise<Measured> {
  const before = cpuSeconds(pid);
  const { total, ...figures } = await load({ url, paths, apiKey, connections, seconds });
  const after = cpuSeconds(pid);
  return { ...figures, cpuMicros: before === null || after === null ? null : ((after - before) / total) * 1e6 };
}

/** Returns the median. @throws Error when there are no values. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error("There are no values");
  return middle;
}
