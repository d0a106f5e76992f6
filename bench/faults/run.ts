import { spawnSync } from "node:child_process";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { ROOT } from "../../scripts/lib/root.mjs";
import { drain } from "./drain";
import type { Tick, Verdict } from "./fault";
import { herd, slowProvider } from "./herd";
import { postgresKills, webKills, workerKills } from "./kills";
import { sameSecond } from "./same-second";
import { buildForFaults } from "./world";

const SEED = 20261125;

/** The sizes of the faults: short, for a run of a few minutes as in `npm test`, and full. */
const SIZES = {
  short: {
    herd: { rounds: 3, readers: 400 },
    slow: { latencyMs: 33_000, connections: 5 },
    webs: { kills: 6, seed: SEED },
    workers: { kills: 6, seed: SEED },
    postgres: { kills: 12, seed: SEED },
    drain: { latencyMs: 4_000 },
    second: { connections: 1_000, withinMs: 60_000, readMs: 1_000 },
  },
  full: {
    herd: { rounds: 20, readers: 1_000 },
    slow: { latencyMs: 60_000, connections: 20 },
    webs: { kills: 200, seed: SEED },
    workers: { kills: 200, seed: SEED },
    postgres: { kills: 50, seed: SEED },
    drain: { latencyMs: 20_000 },
    second: { connections: 10_000, withinMs: 60_000, readMs: 100 },
  },
};

async function inVirtualTime(name: string, file: string): Promise<Verdict> {
  const vitest = path.join(ROOT, "node_modules/vitest/vitest.mjs");
  const project = file.endsWith("quirks") ? "db" : "unit";
  const { status, stdout } = spawnSync(process.execPath, [vitest, "run", "--project", project, file], {
    cwd: ROOT,
    encoding: "utf8",
  });
  const plain = stripVTControlCharacters(stdout);
  const counts = /Tests\s+(.*)/.exec(plain)?.[1] ?? "no tests";
  return {
    said: `${name}: ${counts}`,
    wrong: status === 0 ? [] : plain.split("\n").filter((line) => line.includes("FAIL")),
  };
}

const PAUSE_MS = 30_000;

/** Prints every 30 seconds how many rounds of a fault are done. */
function progressOf(say: (line: string) => void, name: string): Tick {
  let saidAt = performance.now();
  return (done, rounds) => {
    if (performance.now() - saidAt < PAUSE_MS) return;
    saidAt = performance.now();
    say(`  … ${name} ${done} of ${rounds}`);
  };
}

interface FaultOptions {
  say(line: string): void;
  isShort: boolean;
  /** Names of the faults to run; empty: all. */
  only: readonly string[];
}

/** Runs the faults one after the other, and prints a line for each. @returns whether nothing went wrong. */
export async function runFaults({ say, isShort, only }: FaultOptions): Promise<boolean> {
  const size = isShort ? SIZES.short : SIZES.full;
  const faults: Record<string, (tick: Tick) => Promise<Verdict>> = {
    herd: (tick) => herd(size.herd, tick),
    slow: () => slowProvider(size.slow),
    webs: (tick) => webKills(size.webs, tick),
    workers: (tick) => workerKills(size.workers, tick),
    postgres: (tick) => postgresKills(size.postgres, tick),
    drain: () => drain(size.drain),
    second: () => sameSecond(size.second),
    // These are also unit and database tests. They run here so that one table shows everything.
    ...(!isShort && {
      outage: () => inVirtualTime("provider down for a virtual hour, 10,000 connections", "server/refresh/outage"),
      quirks: () => inVirtualTime("provider quirks", "server/refresh/quirks"),
      model: () => inVirtualTime("random histories", "server/refresh/model"),
    }),
  };
  await buildForFaults(say);
  let isGood = true;
  for (const [name, run] of Object.entries(faults)) {
    if (only.length > 0 && !only.includes(name)) continue;
    const startedAt = performance.now();
    const { said, wrong } = await run(progressOf(say, name)).catch((error: Error) => ({
      said: "failed with an error",
      wrong: [error.stack ?? String(error)],
    }));
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
    say(`${wrong.length === 0 ? "✓" : "✗"} ${name.padEnd(9)} ${said} (${seconds} s)`);
    for (const line of wrong.slice(0, 10)) say(`    ${line}`);
    if (wrong.length > 10) say(`    and ${wrong.length - 10} more`);
    isGood &&= wrong.length === 0;
  }
  return isGood;
}
