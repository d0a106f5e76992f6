import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseSync } from "@swc/core";
import type { Edge } from "./rules";

const SOURCE = /\.(ts|tsx|mts|mjs)$/;
const CANDIDATES = ["", ".ts", ".tsx", ".mjs", ".css", ".json", "/index.ts", "/index.tsx"];
/** Third-party or generated code. */
const IGNORED = /(^|\/)(node_modules|generated|dist|stubs|test-results|playwright-report)(\/|$)|(^|\/)\./;

/** Returns every source folder and file at the top of the checkout, so that new folders are included. */
export function topLevel(root: string): string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => !IGNORED.test(entry.name) && (entry.isDirectory() || SOURCE.test(entry.name)))
    .filter((entry) => !entry.name.endsWith(".d.ts"))
    .map(({ name }) => name);
}

/** Returns the source files below the folders, as paths relative to the root, with forward slashes. */
export function sourceFiles(root: string, folders: readonly string[]): string[] {
  return folders.flatMap((folder) => {
    const full = path.join(root, folder);
    if (!existsSync(full)) return [];
    if (SOURCE.test(folder)) return [folder];
    return readdirSync(full, { recursive: true, encoding: "utf8" })
      .map((name) => path.posix.join(folder, name.split(path.sep).join("/")))
      .filter((name) => SOURCE.test(name) && !IGNORED.test(name));
  });
}

/** Returns the imports of one file: static, dynamic and in types. */
export function readImports(text: string, hasJsx = false): { specifier: string; isType: boolean; line: number }[] {
  const found = new Map<string, { specifier: string; isType: boolean; line: number }>();
  const add = (specifier: string, isType: boolean) => {
    const earlier = found.get(specifier);
    if (earlier) earlier.isType &&= isType;
    else found.set(specifier, { specifier, isType, line: lineOf(text, specifier) });
  };
  walk(parseSync(text, { syntax: "typescript", tsx: hasJsx, target: "es2022" }), add);
  return [...found.values()];
}

/** A node of the syntax tree, with the properties of imports. */
interface Node {
  type?: string;
  source?: { value?: unknown } | null;
  typeOnly?: boolean;
  specifiers?: { isTypeOnly?: boolean }[];
  argument?: { value?: unknown };
  callee?: { type?: string };
  arguments?: { expression: { type?: string; value?: unknown } }[];
}

function walk(at: unknown, add: (specifier: string, isType: boolean) => void): void {
  if (Array.isArray(at)) {
    for (const item of at) walk(item, add);
    return;
  }
  if (at === null || typeof at !== "object") return;
  const node = at as Node;
  if (typeof node.source?.value === "string") add(node.source.value, node.typeOnly === true || hasOnlyTypes(node));
  if (node.type === "TsImportType") add(String(node.argument?.value), true);
  if (node.type === "CallExpression" && node.callee?.type === "Import") {
    const [first] = node.arguments ?? [];
    if (first?.expression.type === "StringLiteral") add(String(first.expression.value), false);
  }
  for (const value of Object.values(at)) walk(value, add);
}

/** Whether an import uses only types. `import { type A }` keeps the import only for its side effects. */
function hasOnlyTypes({ specifiers = [] }: Node): boolean {
  return specifiers.length > 0 && specifiers.every(({ isTypeOnly }) => isTypeOnly === true);
}

function lineOf(text: string, specifier: string): number {
  const at = Math.max(text.indexOf(`"${specifier}"`), text.indexOf(`'${specifier}'`));
  return text.slice(0, Math.max(at, 0)).split("\n").length;
}

/** Resolves a specifier to a path in the checkout, or `null` for a package or Node built-in. */
export function resolveImport(root: string, from: string, specifier: string): string | null {
  const isOurs = specifier.startsWith("@/") || specifier.startsWith(".");
  if (!isOurs) return null;
  const base = specifier.startsWith("@/") ? specifier.slice(2) : path.posix.join(path.posix.dirname(from), specifier);
  const hit = CANDIDATES.find(
    (ending) => SOURCE_OR_ASSET.test(base + ending) && existsSync(path.join(root, base + ending)),
  );
  return path.posix.normalize(base + (hit ?? ""));
}
const SOURCE_OR_ASSET = /\.(ts|tsx|mts|mjs|css|json)$/;

/** Returns every import of every file. */
export function readGraph(root: string, folders: readonly string[]): Edge[] {
  return sourceFiles(root, folders).flatMap((from) =>
    readImports(readFileSync(path.join(root, from), "utf8"), from.endsWith("x")).map(({ specifier, isType, line }) => {
      const to = resolveImport(root, from, specifier);
      return { from, to, package: to === null ? packageOf(specifier) : null, isType, line };
    }),
  );
}

function packageOf(specifier: string): string {
  if (specifier.startsWith("node:")) return specifier;
  const [scope = "", name] = specifier.split("/");
  return specifier.startsWith("@") ? `${scope}/${name}` : scope;
}
