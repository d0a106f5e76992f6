const MAX_DEPTH = 40;
const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const TOKEN =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<(\/?)([\w.:-]+)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y;

type Node = Record<string, unknown>;

/** A document that can't be read: it is malformed, nested too deeply or has a document type. */
export class XmlError extends Error {
  constructor(reason: string) {
    super(`The XML can't be read: ${reason}`);
    this.name = "XmlError";
  }
}

/** Text with the five predefined entities and character references. Other entities stay as written. */
function plain(text: string): string {
  return text.replace(/&(#x?[0-9a-f]+|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith("#")) return ENTITIES[name] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
  });
}

function add(parent: Node, name: string, value: unknown): void {
  const known = Object.hasOwn(parent, name) ? parent[name] : undefined;
  const next = known === undefined ? value : Array.isArray(known) ? [...known, value] : [known, value];
  Object.defineProperty(parent, name, { value: next, enumerable: true, configurable: true, writable: true });
}

interface Open {
  name: string;
  node: Node;
  text: string;
}

/** An element without children is its text. */
function contentOf({ node, text }: Open): unknown {
  return Object.keys(node).length === 0 ? text.trim() : node;
}

/**
 * Parses an XML document into nested objects: elements by local name, repeated ones as lists, leaves as text. Attributes are
 * omitted. Document types, and with them entities, are rejected. @throws XmlError
 */
export function readXml(text: string): Record<string, unknown> {
  if (/<!DOCTYPE/i.test(text)) throw new XmlError("it has a document type");
  const root: Open = { name: "", node: {}, text: "" };
  const stack = [root];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text);
    if (!match) throw new XmlError("it is not well formed");
    const [, cdata, closing, qualified, , isEmpty, words] = match;
    const open = stack.at(-1) ?? root;
    if (cdata !== undefined) open.text += cdata;
    else if (words !== undefined) open.text += plain(words);
    else if (qualified !== undefined) {
      const name = qualified.split(":").at(-1) ?? "";
      if (closing) {
        if (stack.length === 1 || open.name !== qualified) throw new XmlError("an element is not closed");
        stack.pop();
        add((stack.at(-1) ?? root).node, name, contentOf(open));
      } else if (isEmpty) add(open.node, name, "");
      else {
        if (stack.length > MAX_DEPTH) throw new XmlError("it is nested too deeply");
        stack.push({ name: qualified, node: {}, text: "" });
      }
    }
  }
  if (stack.length !== 1) throw new XmlError("an element is not closed");
  return root.node;
}
