import { isNode, parseSource, type SyntaxNode, visit } from "../../lib/syntax";
import { firstArgument, itemsOf, keysOf, nameOf, textOf, unwrap } from "./literals";

/** The names that only scheme records may test. */
export interface SchemeNames {
  /** Values of a catalog entry's `scheme`. */
  schemes: readonly string[];
  /** Values of a credential's `type`, which are the auth modes of the wire protocol. */
  types: readonly string[];
}

/** A place where code distinguishes schemes. */
export interface SchemeTest {
  line: number;
  /** What the code does, as a part of a sentence. */
  what: string;
}

const EQUALITY = new Set(["===", "!==", "==", "!="]);
const LOOKUPS = new Set(["includes", "has", "indexOf"]);
/** Properties and variables that hold the name of a scheme or the type of credentials. */
const HOLDERS = new Set(["scheme", "type", "authMode", "auth_mode"]);

/**
 * Returns the places in a file that compare a scheme or a credential type with a literal, switch on it, look it up in a list,
 * or have a table with a row per scheme.
 *
 * A name that is also an ordinary word, such as `none` or `BASIC`, counts only with a variable or property called `scheme`,
 * `type` or `authMode`. Other names count in every comparison, so that renaming a variable doesn't hide a test.
 */
export function schemeTests(text: string, names: SchemeNames, hasJsx = false): SchemeTest[] {
  const source = parseSource(text, hasJsx);
  const rule = ruleFor(names, listsOf(source.body));
  const found = new Map<string, SchemeTest>();
  const add = (node: SyntaxNode, what: string | undefined) => {
    if (what === undefined) return;
    const line = source.linesOf(node).first;
    found.set(`${line} ${what}`, { line, what });
  };
  visit(source.body, (node) => {
    add(node, rule.comparison(node) ?? rule.list(node) ?? rule.table(node));
    for (const test of rule.cases(node)) add(test.node, test.what);
  });
  return [...found.values()];
}

/** Returns the lists in a file's variables. */
function listsOf(body: SyntaxNode[]): Map<string, SyntaxNode[]> {
  const lists = new Map<string, SyntaxNode[]>();
  visit(body, (node) => {
    const found = node.type === "VariableDeclarator" ? itemsOf(node.init) : undefined;
    if (found) lists.set(nameOf(node.id) ?? "", found);
  });
  return lists;
}

function ruleFor({ schemes, types }: SchemeNames, lists: ReadonlyMap<string, SyntaxNode[]>) {
  const all = new Set([...schemes, ...types]);
  const isName = (value: string | undefined): value is string => value !== undefined && all.has(value);
  const isClear = (value: string) => !AMBIGUOUS.has(value);
  const counts = (literal: unknown, other: unknown) => {
    const value = textOf(literal);
    return isName(value) && (isClear(value) || HOLDERS.has(nameOf(other) ?? "")) ? value : undefined;
  };
  const areNames = (values: (string | undefined)[]) => values.length > 0 && values.every(isName);

  const comparison = (node: SyntaxNode) => {
    if (node.type !== "BinaryExpression" || !EQUALITY.has(String(node.operator))) return;
    const name = counts(node.right, node.left) ?? counts(node.left, node.right);
    return name && `compares with "${name}"`;
  };
  const cases = (node: SyntaxNode) => {
    if (node.type !== "SwitchStatement" || !Array.isArray(node.cases)) return [];
    return node.cases.filter(isNode).flatMap((one) => {
      const name = counts(one.test, node.discriminant);
      return name ? [{ node: one, what: `has a case for "${name}"` }] : [];
    });
  };
  const list = (node: SyntaxNode) => {
    const { items, key } = listOf(node, lists);
    const values = items?.map(textOf);
    if (!values || !areNames(values)) return;
    const isMeant = values.some((value) => value && isClear(value)) || HOLDERS.has(nameOf(key) ?? "");
    return isMeant ? `${key ? "looks up" : "lists"} "${values.join('", "')}"` : undefined;
  };
  const table = (node: SyntaxNode) => {
    const keys = keysOf(node);
    if (keys.length < 2 || !areNames(keys) || !keys.some((key) => key && isClear(key))) return;
    return `keeps a table with rows such as "${keys[0]}"`;
  };
  return { comparison, cases, list, table };
}

/** Names with other meanings: ways to sign a request, kinds of HTTP authentication, ordinary words. */
const AMBIGUOUS = new Set(["api_key", "basic", "none", "oauth1", "BASIC", "NONE", "JWT", "APP", "CUSTOM", "SIGNATURE"]);

/** Returns the literals of a list in a variable, or of the list on which `.has(key)` or `.includes(key)` is called. */
function listOf(node: SyntaxNode, lists: ReadonlyMap<string, SyntaxNode[]>): { items?: SyntaxNode[]; key?: unknown } {
  if (node.type === "VariableDeclarator") return { items: itemsOf(node.init) };
  if (node.type !== "CallExpression" || !isNode(node.callee) || !LOOKUPS.has(nameOf(node.callee) ?? "")) return {};
  const { object } = unwrap(node.callee);
  return { items: itemsOf(object) ?? lists.get(nameOf(object) ?? ""), key: firstArgument(node) };
}
