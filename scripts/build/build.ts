import path from "node:path";
import { withLock } from "../lib/lock.mjs";
import { ROOT } from "../lib/root.mjs";
import { type BuildStep, isFresh, runStep } from "./stamps";

/**
 * Runs the steps whose sources changed. Only one process of a checkout builds at a time.
 *
 * @param groups groups of steps, from `steps.ts`.
 * @returns whether any step ran.
 */
export async function build(groups: readonly BuildStep[][], say: (line: string) => void): Promise<boolean> {
  if (staleSteps(groups).length === 0) return false;
  const onWait = ({ pid }: { pid: number }) => say(`Waiting for the build in process ${pid} …`);
  await withLock(path.join(ROOT, "dist/build.lock"), () => runStale(groups, say), onWait);
  return true;
}

function staleSteps(groups: readonly BuildStep[][]): BuildStep[] {
  return groups.flat().filter((step) => !isFresh(step));
}

async function runStale(groups: readonly BuildStep[][], say: (line: string) => void): Promise<void> {
  const startedAt = performance.now();
  const stale = staleSteps(groups);
  if (stale.length === 0) return;
  say(`Building ${stale.map(({ name }) => name).join(", ")} …`);
  for (const group of groups) await Promise.all(group.filter((step) => stale.includes(step)).map(runStep));
  say(`Built in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`);
}
