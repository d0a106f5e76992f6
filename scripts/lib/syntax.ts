import { parseSync } from "@swc/core";

/** A node of the syntax tree, with its kind and position. */
export interface SyntaxNode {
  type: string;
  span?: { start: number; end: number };
  [key: string]: unknown;
}

/** A parsed file. Offsets are bytes of its UTF-8 text, as in the parser. */
export interface Source {
  text: Buffer;
  body: SyntaxNode[];
  /** Returns where a node begins. */
  startOf(node: SyntaxNode): number;
  /** Returns the lines of a node, from 1. */
  linesOf(node: SyntaxNode): { first: number; last: number };
}

/** Parses a TypeScript or JavaScript file. @throws Error for a syntax error. */
export function parseSource(text: string, hasJsx = false): Source {
  // The parser's offsets don't start at 0. The empty statement in front marks where this file's offsets start.
  const { body } = parseSync(`;${text.replace(/^#!/, "//")}`, {
    syntax: "typescript",
    tsx: hasJsx,
    decorators: true,
    target: "es2022",
  });
  const [mark, ...rest] = body as unknown as SyntaxNode[];
  const base = (mark?.span?.start ?? 0) + 1;
  const bytes = Buffer.from(text);
  const lineAt = (offset: number) => countLines(bytes.subarray(0, offset));
  const startOf = ({ span }: SyntaxNode) => (span?.start ?? base) - base;
  const linesOf = (node: SyntaxNode) => ({
    first: lineAt(startOf(node)),
    last: lineAt((node.span?.end ?? base) - base),
  });
  return { text: bytes, body: rest, startOf, linesOf };
}

function countLines(bytes: Buffer): number {
  let lines = 1;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines += 1;
  return lines;
}

/** Calls back with every node of a tree, parents before children. */
export function visit(at: unknown, onNode: (node: SyntaxNode) => void): void {
  if (Array.isArray(at)) {
    for (const item of at) visit(item, onNode);
    return;
  }
  if (at === null || typeof at !== "object") return;
  if (isNode(at)) onNode(at);
  for (const value of Object.values(at)) visit(value, onNode);
}

/** Whether a value in the tree is a node, not a span or a list entry. */
export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}
