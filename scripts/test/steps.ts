import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../lib/root.mjs";
import { asCheck, asPreparation, type Counts, journeyCounts, type StepRun, vitestCounts } from "./counts";

/** A Node program and its arguments. */
export type Command = readonly string[];

/** A step of a run. */
export interface Step {
  name: string;
  /** Run one after the other, until one fails. */
  commands: readonly Command[];
  count(run: StepRun): Counts;
  /** Absolute path of the JSON report that the commands write. */
  report?: string;
  /** Name of the step that must succeed before this one runs. */
  needs?: string;
  mayBeEmpty?: boolean;
}

const tool = (name: string) => path.join(ROOT, "node_modules", name);
const RUN = path.join(ROOT, "scripts/run.mjs");
const run = (entry: string, ...args: string[]) => [RUN, entry, ...args];
const BIOME = tool("@biomejs/biome/bin/biome");

const GENERATE: Step = { name: "generate", commands: [run("scripts/build/generate.ts")], count: asPreparation };
const CHECKS: Step[] = [
  { name: "format", commands: [[BIOME, "format", "."]] },
  { name: "lint", commands: [[BIOME, "lint", "."]] },
  { name: "imports", commands: [run("scripts/imports/main.ts")] },
  {
    name: "types",
    // Generates the types of Next's routes first, because those of deleted pages don't compile.
    commands: [
      [tool("next/dist/bin/next"), "typegen"],
      [tool("typescript/bin/tsc"), "--noEmit"],
    ],
  },
  { name: "lock file", commands: [run("scripts/check-lock.ts")] },
].map((check) => ({ ...check, count: asCheck }));
const BUILD: Step = { name: "build", commands: [run("scripts/build/main.ts")], count: asPreparation };

/** Proves every catalog entry against the simulator. */
const PROOF: Step = { name: "catalog", commands: [run("scripts/prove/main.ts")], count: asCheck, needs: "build" };

/** Kills processes and the database, and checks in the provider's ledger that nothing was lost. */
const FAULTS: Step = {
  name: "faults",
  commands: [run("bench/faults/main.ts", "--short")],
  count: asCheck,
  needs: "build",
};

/** Checks that the floor of the read bench still does the same work. Its rounds are too short to measure anything. */
const BENCH: Step = {
  name: "bench",
  commands: [run("bench/main.ts", "read", "--seconds", "0.1")],
  count: asCheck,
  needs: "build",
};

/** Runs the vitest projects whose names match a pattern. */
function vitest(name: string, project: string, names: readonly string[]): Step {
  const report = path.join(ROOT, `dist/test/${name}.json`);
  const reporters = ["--reporter=agent", "--reporter=json", `--outputFile.json=${report}`];
  const mayBeEmpty = names.length > 0;
  const args = ["run", "--project", project, ...reporters, ...(mayBeEmpty ? ["--passWithNoTests"] : []), ...names];
  return { name, commands: [[tool("vitest/vitest.mjs"), ...args]], report, count: vitestCounts, mayBeEmpty };
}

function journeys(names: readonly string[]): Step {
  const report = path.join(ROOT, "dist/test/journeys.json");
  const commands = [[tool("@playwright/test/cli.js"), "test", ...names]];
  return { name: "journeys", commands, report, count: journeyCounts, needs: "build" };
}

/** The options of a run. */
export interface Asked {
  /** Leaves out the database, the browser and the build. */
  isQuick: boolean;
  /** Parts of test file names. Empty: all tests. */
  names: readonly string[];
}

/** Returns the steps of a run in groups. A group starts when the previous one has finished. */
export function steps({ isQuick, names, hasBrowser }: Asked & { hasBrowser: boolean }): Step[][] {
  const unit = [vitest("unit", "unit*", names)];
  const database = [vitest("database", "db", names)];
  const proof = names.length > 0 ? [] : [[PROOF], [FAULTS], [BENCH]];
  const walk = hasBrowser ? [[journeys(names)]] : [];
  const browser = hasJourneys({ isQuick, names }) ? [[BUILD], ...proof, ...walk] : [];
  const checks = names.length > 0 ? [] : [CHECKS];
  return [[GENERATE], ...checks, unit, ...(isQuick ? [] : [database, ...browser])];
}

/** Whether a run includes the browser tests. */
export function hasJourneys({ isQuick, names }: Asked): boolean {
  if (isQuick) return false;
  const folder = path.join(ROOT, "e2e");
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".spec.ts")) : [];
  return names.length === 0 || files.some((file) => names.some((name) => `e2e/${file}`.includes(name)));
}
