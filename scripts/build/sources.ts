import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../lib/root.mjs";

const IGNORED = /(^|\/)(generated|testing|node_modules)\/|\.test\.(ts|tsx)$/;

/** Two fingerprints of a set of files. */
export interface Print {
  /** Fingerprint of names, sizes and modification times. */
  quick: string;
  /** Fingerprint of the contents. Needed only if `quick` differs, because a checkout changes times more often than contents. */
  content(): string;
}

/** Returns the fingerprints of the files below the given paths. */
export function printOf(inputs: readonly string[]): Print {
  const files = inputs
    .flatMap(listFiles)
    .filter((file) => !IGNORED.test(file))
    .sort();
  const quick = hash(files.map((file) => `${file}:${timesOf(file)}`));
  return { quick, content: () => hash(files.map((file) => `${file}:${hash([readFileSync(path.join(ROOT, file))])}`)) };
}

function listFiles(input: string): string[] {
  const stats = statSync(path.join(ROOT, input), { throwIfNoEntry: false });
  if (!stats) return [];
  if (!stats.isDirectory()) return [input];
  return readdirSync(path.join(ROOT, input), { withFileTypes: true }).flatMap((entry) => {
    const name = `${input}/${entry.name}`;
    if (entry.isDirectory()) return IGNORED.test(`${name}/`) ? [] : listFiles(name);
    return [name];
  });
}

function timesOf(file: string): string {
  const { size, mtimeMs } = statSync(path.join(ROOT, file));
  return `${size}:${mtimeMs}`;
}

function hash(parts: readonly (string | Buffer)[]): string {
  const sum = createHash("sha256");
  for (const part of parts) sum.update(part).update("\n");
  return sum.digest("hex");
}
