import path from "node:path";
import { withLock } from "../lib/lock.mjs";
import { ROOT } from "../lib/root.mjs";
import { isFresh, runStep } from "./stamps.mjs";

/**
 * Runs the steps whose sources changed, one process of this checkout at a time.
 *
 * @param groups of `steps.mjs`.
 * @returns whether anything was stale.
 */
export async function build(groups, say) {
  if (staleSteps(groups).length === 0) return false;
  const onWait = ({ pid }) => say(`Waiting for the build of process ${pid} …`);
  await withLock(path.join(ROOT, "dist/build.lock"), () => runStale(groups, say), onWait);
  return true;
}

function staleSteps(groups) {
  return groups.flat().filter((step) => !isFresh(step));
}

async function runStale(groups, say) {
  const startedAt = performance.now();
  const stale = staleSteps(groups);
  if (stale.length === 0) return;
  say(`Building ${stale.map(({ name }) => name).join(", ")} …`);
  for (const group of groups) await Promise.all(group.filter((step) => stale.includes(step)).map(runStep));
  say(`Built in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`);
}
