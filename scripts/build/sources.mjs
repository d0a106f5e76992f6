import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../lib/root.mjs";

const IGNORED = /(^|\/)(generated|testing|node_modules)\/|\.test\.(ts|tsx|mjs)$/;

/**
 * Two prints of the files below the given paths: `quick` of names, sizes and times, `content` of what is in them. The second
 * is read only when the first differs: after a checkout times change, contents may not.
 */
export function printOf(inputs) {
  const files = inputs
    .flatMap(listFiles)
    .filter((file) => !IGNORED.test(file))
    .sort();
  const quick = hash(files.map((file) => `${file}:${timesOf(file)}`));
  return { quick, content: () => hash(files.map((file) => `${file}:${hash([readFileSync(path.join(ROOT, file))])}`)) };
}

function listFiles(input) {
  const stats = statSync(path.join(ROOT, input), { throwIfNoEntry: false });
  if (!stats) return [];
  if (!stats.isDirectory()) return [input];
  return readdirSync(path.join(ROOT, input), { withFileTypes: true }).flatMap((entry) => {
    const name = `${input}/${entry.name}`;
    if (entry.isDirectory()) return IGNORED.test(`${name}/`) ? [] : listFiles(name);
    return [name];
  });
}

function timesOf(file) {
  const { size, mtimeMs } = statSync(path.join(ROOT, file));
  return `${size}:${mtimeMs}`;
}

function hash(parts) {
  const sum = createHash("sha256");
  for (const part of parts) sum.update(part).update("\n");
  return sum.digest("hex");
}
