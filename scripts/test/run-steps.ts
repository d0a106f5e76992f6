import { existsSync, readFileSync, rmSync } from "node:fs";
import { type Ended, endChildren, runCommand } from "./children";
import type { Report } from "./counts";
import { stopUnusedPostgres } from "./postgres";
import { type Progress, progress } from "./progress";
import type { Command, Step } from "./steps";
import type { Result } from "./summary";

const SIDE_BY_SIDE = 2;

/** Runs all steps, even after failures. Prints the output of a failed step when it ends. */
export async function runSteps(groups: readonly Step[][]): Promise<Result[]> {
  stopOnSignal();
  const results: Result[] = [];
  const bar = progress();
  for (const group of groups) {
    const queue = [...group];
    const work = async () => {
      for (let step = queue.shift(); step; step = queue.shift()) results.push(await runStep(step, results, bar));
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
  }
  bar.end();
  return results;
}

async function runStep(step: Step, results: readonly Result[], bar: Progress): Promise<Result> {
  const { name, commands, report: file, count, needs, mayBeEmpty } = step;
  if (results.some((result) => result.name === needs && result.counts.failed > 0)) {
    return { name, seconds: null, counts: { passed: 0, failed: 0, skipped: 0 } };
  }
  const startedAt = performance.now();
  bar.begin(name);
  if (file) rmSync(file, { force: true });
  const { isGood, output } = await runAll(commands);
  const counts = count({ isGood, report: file ? readReport(file) : null, mayBeEmpty });
  const seconds = (performance.now() - startedAt) / 1000;
  bar.finish(name, { seconds, isGood: counts.failed === 0, output });
  return { name, seconds, counts };
}

/** Runs commands one after the other, until one fails. */
async function runAll(commands: readonly Command[]): Promise<Ended> {
  let all = "";
  for (const command of commands) {
    const { isGood, output } = await runCommand(command);
    all += output;
    if (!isGood) return { isGood, output: all };
  }
  return { isGood: true, output: all };
}

function readReport(file: string): Report | null {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
}

/** Stops all programs and this process on a signal. */
function stopOnSignal(): void {
  const stop = async () => {
    await endChildren();
    await stopUnusedPostgres();
    process.exit(130);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => void stop());
}
