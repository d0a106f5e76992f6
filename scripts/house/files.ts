import { readFileSync } from "node:fs";
import path from "node:path";
import { isNode, parseSource, type Source, type SyntaxNode, visit } from "../lib/syntax";

/** What checks the product: tests, the simulator they call, and the two programs that `npm test` runs against a started product. */
const TEST = /\.(test|spec)\.tsx?$|\/testing\/|^(simulator|e2e|bench\/faults|scripts\/prove)\//;
const PRODUCT = /^(app|components|lib|messages|providers|server|wire)\//;
const FUNCTION = /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression|ClassMethod|MethodProperty)$/;
const LONGEST_FUNCTION = 80;

/** The counts of one source file. */
export interface FileFacts {
  file: string;
  isTest: boolean;
  /** It is part of what runs in production; scripts and benches are not. */
  isProduct: boolean;
  lines: number;
  /** Locations of functions with more than 80 lines. */
  longFunctions: number[];
  /** Exported functions, and how many of them have a docstring. */
  exported: number;
  documented: number;
  /** How often the type `any` is written. */
  anys: number;
}

/** Returns the counts of a file. */
export function factsOf(root: string, file: string): FileFacts {
  const text = readFileSync(path.join(root, file), "utf8");
  const source = parseSource(text, file.endsWith("x"));
  const facts = { longFunctions: [] as number[], anys: 0 };
  visit(source.body, (node) => {
    if (node.type === "TsKeywordType" && node.kind === "any") facts.anys += 1;
    const { first, last } = FUNCTION.test(node.type) ? source.linesOf(node) : { first: 0, last: 0 };
    if (last - first >= LONGEST_FUNCTION) facts.longFunctions.push(first);
  });
  const exported = source.body.filter(isExportedFunction);
  const documented = exported.filter((node) => hasDocstring(source, node)).length;
  const lines = text.split("\n").length - 1;
  const isTest = TEST.test(file);
  return {
    file,
    isTest,
    isProduct: PRODUCT.test(file) && !isTest,
    lines,
    ...facts,
    exported: exported.length,
    documented,
  };
}

function isExportedFunction({ type, declaration }: SyntaxNode): boolean {
  if (type !== "ExportDeclaration" || !isNode(declaration)) return false;
  if (declaration.type === "FunctionDeclaration") return true;
  const [first] = Array.isArray(declaration.declarations) ? declaration.declarations : [];
  return isNode(first?.init) && FUNCTION.test(first.init.type);
}

/** Whether a docstring is directly before a node. */
function hasDocstring({ text, startOf }: Source, node: SyntaxNode): boolean {
  const before = text.subarray(0, startOf(node)).toString().trimEnd();
  return before.endsWith("*/") && before.slice(before.lastIndexOf("/*")).startsWith("/**");
}
