import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseSync } from "@swc/core";

const SOURCE = /\.(ts|tsx|mts|mjs)$/;
const CANDIDATES = ["", ".ts", ".tsx", ".mjs", ".css", ".json", "/index.ts", "/index.tsx"];

/** The source files below the folders, as paths relative to the root, with forward slashes. */
export function sourceFiles(root, folders) {
  return folders.flatMap((folder) => {
    const full = path.join(root, folder);
    if (!existsSync(full)) return [];
    if (SOURCE.test(folder)) return [folder];
    const names = readdirSync(full, { recursive: true, encoding: "utf8" });
    return names
      .map((name) => path.posix.join(folder, name.split(path.sep).join("/")))
      .filter((name) => SOURCE.test(name));
  });
}

/**
 * The imports of one file: static, dynamic and in types.
 *
 * @returns `{ specifier, isType, line }[]`; `isType` is true for what the compiler removes.
 */
export function readImports(text, hasJsx = false) {
  const found = new Map();
  const add = (specifier, isType) => {
    const earlier = found.get(specifier);
    if (earlier) earlier.isType &&= isType;
    else found.set(specifier, { specifier, isType, line: lineOf(text, specifier) });
  };
  walk(parseSync(text, { syntax: "typescript", tsx: hasJsx, target: "es2022" }), add);
  return [...found.values()];
}

function walk(node, add) {
  if (Array.isArray(node)) {
    for (const item of node) walk(item, add);
    return;
  }
  if (node === null || typeof node !== "object") return;
  if (typeof node.source?.value === "string") add(node.source.value, node.typeOnly === true || hasOnlyTypes(node));
  if (node.type === "TsImportType") add(node.argument.value, true);
  if (node.type === "CallExpression" && node.callee.type === "Import") {
    const [first] = node.arguments;
    if (first?.expression.type === "StringLiteral") add(first.expression.value, false);
  }
  for (const value of Object.values(node)) walk(value, add);
}

/** `import { type A }` keeps the import at run time only as a side effect; nothing of the module is used. */
function hasOnlyTypes({ specifiers = [] }) {
  return specifiers.length > 0 && specifiers.every(({ isTypeOnly }) => isTypeOnly === true);
}

function lineOf(text, specifier) {
  const at = Math.max(text.indexOf(`"${specifier}"`), text.indexOf(`'${specifier}'`));
  return text.slice(0, Math.max(at, 0)).split("\n").length;
}

/** Turns a specifier into a path of ours, or `null` for a package or a Node built-in. */
export function resolveImport(root, from, specifier) {
  const isOurs = specifier.startsWith("@/") || specifier.startsWith(".");
  if (!isOurs) return null;
  const base = specifier.startsWith("@/") ? specifier.slice(2) : path.posix.join(path.posix.dirname(from), specifier);
  const hit = CANDIDATES.find(
    (ending) => SOURCE_OR_ASSET.test(base + ending) && existsSync(path.join(root, base + ending)),
  );
  return path.posix.normalize(base + (hit ?? ""));
}
const SOURCE_OR_ASSET = /\.(ts|tsx|mts|mjs|css|json)$/;

/** Every import of every file: `{ from, to, package, isType, line }`; either `to` or `package` is null. */
export function readGraph(root, folders) {
  return sourceFiles(root, folders).flatMap((from) =>
    readImports(readFileSync(path.join(root, from), "utf8"), from.endsWith("x")).map(({ specifier, isType, line }) => {
      const to = resolveImport(root, from, specifier);
      return { from, to, package: to === null ? packageOf(specifier) : null, isType, line };
    }),
  );
}

function packageOf(specifier) {
  if (specifier.startsWith("node:")) return specifier;
  const [scope, name] = specifier.split("/");
  return specifier.startsWith("@") ? `${scope}/${name}` : scope;
}
