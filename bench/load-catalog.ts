import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { bundle } from "../scripts/lib/bundle.mjs";
import { ROOT } from "../scripts/lib/root.mjs";
import { median } from "./lib/measure";

const ENTRIES = 1800;
const ROUNDS = 21;
const FOLDER = path.join(ROOT, ".keyhold-bench-catalog");
const LOADER = "dist/bench/load.mjs";

/** Programs that call the product's loader in a new process, because only the first load is slow. */
const READ = {
  catalog: `const entry = loadProvider("entry-${ENTRIES - 1}"); if (!entry) throw new Error("an entry is missing");`,
  index: `if (loadIndex().length !== ${ENTRIES}) throw new Error("rows are missing");`,
};
const TARGET_MS = { catalog: 25, index: 5 };

function timeOf(name: keyof typeof READ): number {
  const program = `
    const { loadProvider, loadIndex } = await import(${JSON.stringify(path.join(ROOT, LOADER))});
    const start = performance.now();
    ${READ[name]}
    const took = performance.now() - start; // before the first use of stdout: opening it takes as long as loading the index
    process.stdout.write(String(took));`;
  const run = () =>
    execFileSync(process.execPath, ["--input-type=module", "-e", program], { cwd: FOLDER, encoding: "utf8" });
  return median(Array.from({ length: ROUNDS }, () => Number(run())));
}

/** Writes a catalog of 1,800 entries, by repeating the real ones under other names. */
function writeGrown(): void {
  const source = path.join(ROOT, "providers/generated");
  const target = path.join(FOLDER, "providers/generated");
  mkdirSync(target, { recursive: true });
  const lines = readFileSync(path.join(source, "catalog.tsv"), "utf8").trimEnd().split("\n");
  const rows: Record<"name" | "popular" | "kinds" | "kind", unknown[]> = JSON.parse(
    readFileSync(path.join(source, "index.json"), "utf8"),
  );
  const numbers = Array.from({ length: ENTRIES }, (_, index) => index);
  const entry = (index: number) => lines[index % lines.length]?.replace(/^[^\t]+/, `entry-${index}`);
  const grown = (column: readonly unknown[]) => numbers.map((index) => column[index % column.length]);
  const { name, popular, kinds, kind } = rows;
  const index = {
    slug: numbers.map((at) => `entry-${at}`),
    name: grown(name),
    popular: grown(popular),
    kinds,
    kind: grown(kind),
  };
  writeFileSync(path.join(target, "catalog.tsv"), `${numbers.map(entry).join("\n")}\n`);
  writeFileSync(path.join(target, "index.json"), JSON.stringify(index));
}

/** Measures loading a catalog of 1,800 entries and its index. */
export async function benchLoadCatalog({ say }: { say(line: string): void }): Promise<void> {
  try {
    await bundle("providers/load.ts", LOADER);
    writeGrown();
    say(`\nLoading a catalog of ${ENTRIES} entries, median of ${ROUNDS} new processes\n`);
    for (const name of ["catalog", "index"] as const) {
      say(`${name.padEnd(8)} ${timeOf(name).toFixed(1).padStart(6)} ms  (target ≤ ${TARGET_MS[name]} ms)`);
    }
  } finally {
    rmSync(FOLDER, { recursive: true, force: true });
  }
}
