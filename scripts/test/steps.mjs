import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../lib/root.mjs";
import { asCheck, asPreparation, journeyCounts, vitestCounts } from "./counts.mjs";

const tool = (name) => path.join(ROOT, "node_modules", name);
const script = (name) => path.join(ROOT, "scripts", name);
const BIOME = tool("@biomejs/biome/bin/biome");

const GENERATE = { name: "generate", commands: [[script("generate.mjs")]], count: asPreparation };
const CHECKS = [
  { name: "format", commands: [[BIOME, "format", "."]] },
  { name: "lint", commands: [[BIOME, "lint", "."]] },
  { name: "imports", commands: [[script("run.mjs"), "scripts/imports/main.ts"]] },
  {
    name: "types",
    // The types of Next's routes first: those of pages that are gone would not compile.
    commands: [
      [tool("next/dist/bin/next"), "typegen"],
      [tool("typescript/bin/tsc"), "--noEmit"],
    ],
  },
  { name: "lock file", commands: [[script("check-lock.mjs")]] },
].map((check) => ({ ...check, count: asCheck }));
const BUILD = { name: "build", commands: [[script("build.mjs")]], count: asPreparation };

/** Plays every catalog entry in its own protocol. */
const PROOF = { name: "catalog", commands: [[script("prove.mjs")]], count: asCheck, needs: "build" };

/** Kills processes and the database, and asks the provider's ledger what was lost. */
const FAULTS = {
  name: "faults",
  commands: [[script("run.mjs"), "bench/faults/main.ts", "--short"]],
  count: asCheck,
  needs: "build",
};

/** Tells whether the floor of the reading bench still does the same work. Rounds as short as these measure nothing. */
const BENCH = {
  name: "bench",
  commands: [[script("run.mjs"), "bench/main.ts", "read", "--seconds", "0.1"]],
  count: asCheck,
  needs: "build",
};

/** Runs one of vitest's projects. */
function vitest(name, project, names) {
  const report = path.join(ROOT, `dist/test/${project}.json`);
  const reporters = ["--reporter=agent", "--reporter=json", `--outputFile.json=${report}`];
  const mayBeEmpty = names.length > 0;
  const args = ["run", "--project", project, ...reporters, ...(mayBeEmpty ? ["--passWithNoTests"] : []), ...names];
  return { name, commands: [[tool("vitest/vitest.mjs"), ...args]], report, count: vitestCounts, mayBeEmpty };
}

function journeys(names) {
  const report = path.join(ROOT, "dist/test/journeys.json");
  const commands = [[tool("@playwright/test/cli.js"), "test", ...names]];
  return { name: "journeys", commands, report, count: journeyCounts, needs: "build" };
}

/**
 * The steps of a run, in groups: a group begins when the one before has ended.
 *
 * @param names parts of names of test files; none: everything.
 */
export function steps({ isQuick, names }) {
  const unit = [vitest("unit", "unit", names)];
  const database = [vitest("database", "db", names)];
  const proof = names.length > 0 ? [] : [[PROOF], [FAULTS], [BENCH]];
  const browser = hasJourney(names) ? [[BUILD], ...proof, [journeys(names)]] : [];
  const checks = names.length > 0 ? [] : [CHECKS];
  return [[GENERATE], ...checks, unit, ...(isQuick ? [] : [database, ...browser])];
}

function hasJourney(names) {
  const folder = path.join(ROOT, "e2e");
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".spec.ts")) : [];
  return names.length === 0 || files.some((file) => names.some((name) => `e2e/${file}`.includes(name)));
}
