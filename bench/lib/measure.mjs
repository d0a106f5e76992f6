import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { cpuSeconds } from "../../scripts/start/processes.mjs";

const LOAD = fileURLToPath(new URL("load.mjs", import.meta.url));

async function load(order) {
  const child = fork(LOAD);
  child.send(order);
  const failed = once(child, "exit").then(() =>
    Promise.reject(new Error("The load ended early. See its lines above.")),
  );
  const [figures] = await Promise.race([once(child, "message"), failed]);
  return figures;
}

/** Measures one server for one round: requests a second, p50 and p99 in milliseconds, processor microseconds a request. */
export async function measure({ pid, url, paths, apiKey }, { connections, seconds }) {
  const before = cpuSeconds(pid);
  const { total, ...figures } = await load({ url, paths, apiKey, connections, seconds });
  return { ...figures, cpuMicros: before === null ? null : ((cpuSeconds(pid) - before) / total) * 1e6 };
}

/** The middle of the values. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
