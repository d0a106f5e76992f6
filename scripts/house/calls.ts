import { SCHEME_NAMES } from "../../wire/schemes";
import { isNode, type SyntaxNode, visit } from "../lib/syntax";
import { type Module, moduleReader, type Name } from "./modules";

/** Of a table by scheme, only this scheme's row is followed. */
const SCHEME = "oauth2_code";
/** Skipped, because a successful request doesn't reach them. */
const UNTAKEN = new Set(["CatchClause", "ThrowStatement"]);
const TYPE = /^Ts(?!AsExpression|NonNullExpression|SatisfiesExpression|ConstAssertion)/;

/**
 * Returns the files that a successful call passes, in call order, without consecutive duplicates.
 *
 * Analyzes the source without running it: follows every top-level name that a function body uses, in order of appearance,
 * depth first. Skips `catch` and `throw`. Follows only the OAuth 2.0 row of a table by scheme, and only those functions of an
 * object that a followed body names.
 */
export function filesOfCall(root: string, start: Name): string[] {
  const read = moduleReader(root);
  const called = new Set<string>();
  for (;;) {
    const known = called.size;
    const files = pass(read, start, called);
    // A name found late can be a function of an object that was followed early, so the analysis repeats.
    if (called.size === known) return files;
  }
}

/** Follows the call once, and adds the property names it finds to `called`. */
function pass(read: (file: string) => Module, start: Name, called: Set<string>): string[] {
  const [seen, entered] = [new Set<string>(), [] as string[]];
  const enter = ({ file, name }: Name) => {
    const key = `${file} ${name}`;
    if (seen.has(key)) return;
    seen.add(key);
    const { declared, exported, imports } = read(file);
    const node = declared.get(name);
    const elsewhere = node ? undefined : (exported.get(name) ?? imports.get(name));
    if (elsewhere) enter(elsewhere);
    if (!node) return;
    if (entered.at(-1) !== file) entered.push(file);
    for (const word of wordsOf(node)) called.add(word);
    for (const used of namesIn(node, called)) enter({ file, name: used });
  };
  enter(start);
  return entered;
}

/** Returns the names of properties that a body reads or destructures. */
function wordsOf(node: SyntaxNode): string[] {
  const words: string[] = [];
  visit(node, ({ type, property, key }) => {
    if (type === "MemberExpression" && isNode(property)) words.push(String(property.value));
    if (/Pattern/.test(type) && isNode(key)) words.push(String(key.value));
  });
  return words;
}

/** Returns the names that a body uses, in text order. Local variables are included, but match no top-level name. */
function namesIn(node: unknown, called: ReadonlySet<string>): string[] {
  if (Array.isArray(node)) return node.flatMap((item) => namesIn(item, called));
  if (typeof node !== "object" || node === null) return [];
  if (!isNode(node)) return Object.values(node).flatMap((value) => namesIn(value, called));
  const { type, property } = node;
  if (UNTAKEN.has(type) || TYPE.test(type)) return [];
  if (type === "Identifier") return isTopLevel(node) ? [String(node.value)] : [];
  if (type === "ObjectExpression") return takenParts(node, called).flatMap((part) => namesIn(part, called));
  if (type === "MemberExpression" && isNode(property) && property.type !== "Computed")
    return namesIn(node.object, called);
  return Object.entries(node).flatMap(([key, value]) => (key === "typeAnnotation" ? [] : namesIn(value, called)));
}

/** The parser numbers scopes: 1 is outside the file, 2 its top level. */
function isTopLevel({ ctxt }: SyntaxNode): boolean {
  return ctxt === undefined || Number(ctxt) <= 2;
}

/** Returns the values of an object that this call can reach. */
function takenParts({ properties }: SyntaxNode, called: ReadonlySet<string>): unknown[] {
  const parts = Array.isArray(properties) ? properties.filter(isNode) : [];
  const names: readonly string[] = SCHEME_NAMES;
  const isTable = parts.filter((part) => names.includes(keyOf(part))).length > 1;
  const isTaken = (part: SyntaxNode) =>
    isTable ? keyOf(part) === SCHEME : !isFunction(part) || called.has(keyOf(part));
  return parts.filter(isTaken).map((part) => (part.type === "KeyValueProperty" ? part.value : part));
}

const FUNCTIONS = new Set(["Identifier", "MethodProperty", "ArrowFunctionExpression", "FunctionExpression"]);

/** Whether a value of an object is a function, or a name that may be one. */
function isFunction(part: SyntaxNode): boolean {
  const { type } = part.type === "KeyValueProperty" && isNode(part.value) ? part.value : part;
  return FUNCTIONS.has(type);
}

function keyOf(part: SyntaxNode): string {
  const key = isNode(part.key) ? part.key : part;
  return String(key.value);
}
