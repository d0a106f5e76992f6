import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../..");
const FILES = [
  "README.md",
  "CONTRIBUTING.md",
  ...readdirSync(path.join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => path.join("docs", file)),
];

/** The links of a page to files of the repository, relative to the page. */
function linksOf(file: string): string[] {
  const text = readFileSync(path.join(ROOT, file), "utf8");
  const targets = [...text.matchAll(/\]\(([^)\s#]+)[^)]*\)/g)].map(([, target = ""]) => target);
  return targets.filter((target) => !/^(https?:|\/)/.test(target));
}

/** The paths in backticks that look like files or folders of the repository. */
function pathsOf(file: string): string[] {
  const text = readFileSync(path.join(ROOT, file), "utf8");
  const paths = [...text.matchAll(/`((?:app|components|docs|providers|scripts|server|simulator|wire)\/[\w./()-]*)`/g)];
  return paths.map(([, found = ""]) => found);
}

describe("the documentation", () => {
  it.each(FILES)("%s links only to files that exist", (file) => {
    const folder = path.join(ROOT, path.dirname(file));
    expect(linksOf(file).filter((target) => !existsSync(path.join(folder, target)))).toEqual([]);
  });

  // A decision may name paths that it replaced.
  it.each(FILES.filter((file) => !file.includes("decisions")))("%s mentions only paths that exist", (file) => {
    expect(pathsOf(file).filter((found) => !existsSync(path.join(ROOT, found)))).toEqual([]);
  });
});
