import { readFileSync } from "node:fs";
import path from "node:path";
import { resolveImport } from "../imports/read";
import { isNode, parseSource, type SyntaxNode } from "../lib/syntax";

/** A top-level name of a file. */
export interface Name {
  file: string;
  name: string;
}

/** The top-level declarations and imports of a file, without types. */
export interface Module {
  /** Local name → where it is exported. */
  imports: Map<string, Name>;
  /** Local name → the body or value it stands for. */
  declared: Map<string, SyntaxNode>;
  /** Exported name → the name behind it, in this file or another. */
  exported: Map<string, Name>;
}

/** Reads files as modules. Reads each file once. */
export function moduleReader(root: string): (file: string) => Module {
  const known = new Map<string, Module>();
  return (file) => {
    const module = known.get(file) ?? readModule(root, file);
    known.set(file, module);
    return module;
  };
}

function readModule(root: string, file: string): Module {
  const module: Module = { imports: new Map(), declared: new Map(), exported: new Map() };
  if (!/\.(tsx?|mjs)$/.test(file)) return module;
  const { body } = parseSource(readFileSync(path.join(root, file), "utf8"), file.endsWith("x"));
  const target = (node: SyntaxNode) =>
    isNode(node.source) ? resolveImport(root, file, String(node.source.value)) : file;
  for (const node of body) {
    if (node.typeOnly === true) continue;
    if (node.type === "ImportDeclaration") addImports(module, node, target(node));
    else if (node.type === "ExportNamedDeclaration") addExports(module, node, target(node));
    else if (node.type !== "ExportDeclaration") declare(module, node);
    else for (const name of declare(module, node.declaration)) module.exported.set(name, { file, name });
  }
  return module;
}

function addImports({ imports }: Module, node: SyntaxNode, file: string | null): void {
  for (const specifier of nodesIn(node.specifiers)) {
    const local = textIn(specifier.local);
    if (!file || !local || specifier.isTypeOnly) continue;
    const name = specifier.type === "ImportDefaultSpecifier" ? "default" : (textIn(specifier.imported) ?? local);
    imports.set(local, { file, name });
  }
}

function addExports({ exported }: Module, node: SyntaxNode, file: string | null): void {
  for (const specifier of nodesIn(node.specifiers)) {
    const name = textIn(specifier.orig);
    if (file && name && !specifier.isTypeOnly) exported.set(textIn(specifier.exported) ?? name, { file, name });
  }
}

/** Adds the declared functions, classes and variables. @returns their names. */
function declare({ declared }: Module, node: unknown): string[] {
  if (!isNode(node)) return [];
  const found =
    node.type === "VariableDeclaration"
      ? nodesIn(node.declarations).map((one) => [textIn(one.id), one.init] as const)
      : [
          [
            textIn(node.identifier),
            /^(Function|Class)Declaration$/.test(node.type) ? (node.body ?? node) : null,
          ] as const,
        ];
  return found.flatMap(([name, value]) => {
    const body = Array.isArray(value) ? { type: "ClassBody", members: value } : value;
    if (!name || !isNode(body)) return [];
    declared.set(name, body);
    return [name];
  });
}

function nodesIn(list: unknown): SyntaxNode[] {
  return Array.isArray(list) ? list.filter(isNode) : [];
}

function textIn(node: unknown): string | undefined {
  return isNode(node) && typeof node.value === "string" ? node.value : undefined;
}
