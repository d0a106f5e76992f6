import { must, refuse } from "./verdict";

/** An element as written, with the namespaces of its prefixes. */
export interface XmlElement {
  prefix: string;
  local: string;
  namespace: string;
  attributes: { prefix: string; local: string; namespace: string; value: string }[];
  /** Prefix → namespace, for all prefixes in scope. */
  scope: Record<string, string>;
  children: (XmlElement | string)[];
}

const NAMES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const TAG = /^<([A-Za-z_][\w.-]*)(?::([A-Za-z_][\w.-]*))?((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/;
const END = /^<\/([\w:.-]+)\s*>/;

function withoutEntities(text: string): string {
  return text.replace(/&(?:#x([0-9a-fA-F]+)|#(\d+)|(\w+));/g, (_, hex, decimal, name) => {
    if (name) return NAMES[name] ?? refuse(`The XML uses the entity ${name}.`);
    return String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal));
  });
}

/** Parses one element and its content. Document types, comments and processing instructions are rejected. @see XML 1.0; Namespaces 1.0 */
export function readXml(text: string): XmlElement {
  const source = text.trim().replace(/^<\?xml[^?]*\?>\s*/, "");
  const { element, rest } = readElement(source, {});
  must(rest.trim() === "", "There is more than one element in the XML.");
  return element;
}

function readElement(source: string, outer: Record<string, string>): { element: XmlElement; rest: string } {
  const [whole, first = "", second, list = "", closed] = TAG.exec(source) ?? refuse("The XML is not well-formed.");
  const pairs = [...list.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(
    ([, name = "", a, b]) => [name, withoutEntities(a ?? b ?? "")] as const,
  );
  must(new Set(pairs.map(([name]) => name)).size === pairs.length, "An attribute is repeated.");
  const scope = { ...outer };
  for (const [name, value] of pairs) {
    if (name === "xmlns") scope[""] = value;
    else if (name.startsWith("xmlns:")) scope[name.slice(6)] = value;
  }
  const [prefix, local] = second === undefined ? ["", first] : [first, second];
  const namespaceOf = (of: string) =>
    of === "" ? (scope[""] ?? "") : (scope[of] ?? refuse(`The prefix ${of} has no namespace.`));
  const attributes = pairs
    .filter(([name]) => name !== "xmlns" && !name.startsWith("xmlns:"))
    .map(([name, value]) => {
      const [before = "", after] = name.split(":");
      return after === undefined
        ? { prefix: "", local: before, namespace: "", value }
        : { prefix: before, local: after, namespace: namespaceOf(before), value };
    });
  const element = { prefix, local, namespace: namespaceOf(prefix), attributes, scope, children: [] };
  const inner = source.slice(whole.length);
  return closed ? { element, rest: inner } : readChildren(element, inner);
}

function readChildren(element: XmlElement, source: string): { element: XmlElement; rest: string } {
  let rest = source;
  for (;;) {
    const at = rest.indexOf("<");
    must(at >= 0, `The element ${element.local} is not closed.`);
    if (at > 0) element.children.push(withoutEntities(rest.slice(0, at)));
    rest = rest.slice(at);
    const end = END.exec(rest);
    if (end) {
      const name = element.prefix ? `${element.prefix}:${element.local}` : element.local;
      must(end[1] === name, `${name} is closed by ${end[1]}.`);
      return { element, rest: rest.slice(end[0].length) };
    }
    const child = readElement(rest, element.scope);
    element.children.push(child.element);
    rest = child.rest;
  }
}

/** The child elements with a name. */
export function childrenOf(element: XmlElement, local: string, namespace: string): XmlElement[] {
  return element.children.filter(
    (child): child is XmlElement => typeof child !== "string" && child.local === local && child.namespace === namespace,
  );
}

/** The only child with a name. Fails for none or several. */
export function onlyChild(element: XmlElement, local: string, namespace = element.namespace): XmlElement {
  const [child, ...more] = childrenOf(element, local, namespace);
  must(child && more.length === 0, `${element.local} does not have exactly one ${local}.`);
  return child;
}

export function textOf(element: XmlElement): string {
  return element.children.filter((child) => typeof child === "string").join("");
}

export function attributeOf(element: XmlElement, name: string): string | null {
  return element.attributes.find(({ local, prefix }) => prefix === "" && local === name)?.value ?? null;
}

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\r", "&#xD;");
}

function escapeAttribute(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\t", "&#x9;")
    .replaceAll("\n", "&#xA;")
    .replaceAll("\r", "&#xD;");
}

/**
 * Writes an element in exclusive canonical form.
 * @param without an element to omit, as the enveloped-signature transform does.
 * @see Exclusive XML Canonicalization 1.0 §3
 */
export function canonical(
  element: XmlElement,
  without: XmlElement | null = null,
  written: Readonly<Record<string, string>> = {},
): string {
  const { prefix, local, attributes, scope } = element;
  const used = new Set([prefix, ...attributes.map((attribute) => attribute.prefix).filter(Boolean)]);
  const shown: Record<string, string> = { ...written };
  const declarations: string[] = [];
  for (const name of [...used].sort()) {
    const namespace = scope[name] ?? "";
    if ((shown[name] ?? "") === namespace) continue;
    shown[name] = namespace;
    declarations.push(` xmlns${name ? `:${name}` : ""}="${escapeAttribute(namespace)}"`);
  }
  const sorted = [...attributes].sort((a, b) => compare(a.namespace, b.namespace) || compare(a.local, b.local));
  const list = sorted.map(
    (attribute) =>
      ` ${attribute.prefix ? `${attribute.prefix}:` : ""}${attribute.local}="${escapeAttribute(attribute.value)}"`,
  );
  const name = prefix ? `${prefix}:${local}` : local;
  const inner = element.children
    .filter((child) => child !== without)
    .map((child) => (typeof child === "string" ? escapeText(child) : canonical(child, without, shown)));
  return `<${name}${declarations.join("")}${list.join("")}>${inner.join("")}</${name}>`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
