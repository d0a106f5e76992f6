/** Sets the value at a dotted path of a tree. Numbers are list indexes. @returns the tree. */
export function putAt(tree: unknown, path: string, value: unknown): unknown {
  const [first = "", ...rest] = path.split(".");
  const isList = /^\d+$/.test(first);
  const holder: Record<string, unknown> | unknown[] =
    tree !== null && typeof tree === "object" ? (tree as Record<string, unknown>) : isList ? [] : {};
  const inner = (holder as Record<string, unknown>)[first];
  (holder as Record<string, unknown>)[first] = rest.length === 0 ? value : putAt(inner, rest.join("."), value);
  return holder;
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** A tree of objects as an XML document. */
export function toXml(tree: unknown): string {
  if (tree === null || typeof tree !== "object")
    return String(tree).replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
  return Object.entries(tree)
    .map(([name, value]) => `<${name}>${toXml(value)}</${name}>`)
    .join("");
}
