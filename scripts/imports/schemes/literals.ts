import { isNode, type SyntaxNode } from "../../lib/syntax";

/** Returns the text of a string literal, or of a template without expressions. */
export function textOf(node: unknown): string | undefined {
  if (!isNode(node)) return;
  const inner = unwrap(node);
  if (inner.type === "StringLiteral") return String(inner.value);
  if (inner.type !== "TemplateLiteral" || !Array.isArray(inner.quasis) || inner.quasis.length !== 1) return;
  const [only] = inner.quasis;
  return isNode(only) ? String(only.cooked) : undefined;
}

/** Returns the last name of an expression: `scheme` for `scheme`, `a.scheme`, `a?.scheme` and `a["scheme"]`. */
export function nameOf(node: unknown): string | undefined {
  if (!isNode(node)) return;
  const inner = unwrap(node);
  if (inner.type === "Identifier") return String(inner.value);
  if (inner.type !== "MemberExpression" || !isNode(inner.property)) return;
  const { property } = inner;
  return property.type === "Computed" ? textOf(property.expression) : nameOf(property);
}

const WRAPPERS = new Set([
  "ParenthesisExpression",
  "TsAsExpression",
  "TsConstAssertion",
  "TsNonNullExpression",
  "TsSatisfiesExpression",
]);

/** Returns an expression without brackets, `as`, `satisfies` and `?.`. */
export function unwrap(node: SyntaxNode): SyntaxNode {
  if (WRAPPERS.has(node.type)) return isNode(node.expression) ? unwrap(node.expression) : node;
  return node.type === "OptionalChainingExpression" && isNode(node.base) ? unwrap(node.base) : node;
}

/** Returns the first argument of a call or of `new`. */
export function firstArgument({ arguments: given }: SyntaxNode): unknown {
  const [first]: { expression?: unknown }[] = Array.isArray(given) ? given : [];
  return first?.expression;
}

/** Returns the items of `[…]` or `new Set([…])`. */
export function itemsOf(node: unknown): SyntaxNode[] | undefined {
  const inner = isNode(node) ? unwrap(node) : undefined;
  if (inner?.type === "NewExpression" && nameOf(inner.callee) === "Set") return itemsOf(firstArgument(inner));
  if (inner?.type !== "ArrayExpression" || !Array.isArray(inner.elements)) return;
  return inner.elements.flatMap((element) => (isNode(element?.expression) ? [element.expression] : []));
}

/** Returns the keys of an object, or of `new Map([[key, …], …])`. */
export function keysOf(node: SyntaxNode): (string | undefined)[] {
  if (node.type === "ObjectExpression" && Array.isArray(node.properties)) {
    return node.properties.map((property) => nameOf(property?.key) ?? textOf(property?.key));
  }
  if (node.type !== "NewExpression" || nameOf(node.callee) !== "Map") return [];
  return (itemsOf(firstArgument(node)) ?? []).map((row) => textOf(itemsOf(row)?.[0]));
}
