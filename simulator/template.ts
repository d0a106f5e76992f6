import { createHash } from "node:crypto";

export type Values = Readonly<Record<string, string>>;

type Part =
  | { kind: "text"; text: string }
  | { kind: "name"; name: string }
  | { kind: "call"; call: Call; inner: Part[] };
type Call = "b64" | "sha256hex" | "md5hex";

const NAME = /\{(@?[\w.:@+-]+)\}/y;
const CALL = /(b64|sha256hex|md5hex)\(/y;
const RUN: Record<Call, (text: string) => string> = {
  b64: (text) => Buffer.from(text).toString("base64"),
  sha256hex: (text) => createHash("sha256").update(text).digest("hex"),
  md5hex: (text) => createHash("md5").update(text).digest("hex"),
};

function at(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index;
  return pattern.exec(text);
}

function read(text: string, start: number, isInner: boolean): { parts: Part[]; end: number } {
  const parts: Part[] = [];
  let index = start;
  while (index < text.length && !(isInner && text[index] === ")")) {
    const name = at(NAME, text, index);
    const call = at(CALL, text, index);
    if (name) {
      parts.push({ kind: "name", name: name[1] ?? "" });
      index += name[0].length;
    } else if (call) {
      const inner = read(text, index + call[0].length, true);
      parts.push({ kind: "call", call: call[1] as Call, inner: inner.parts });
      index = inner.end + 1;
    } else {
      parts.push({ kind: "text", text: text[index] ?? "" });
      index += 1;
    }
  }
  return { parts, end: index };
}

const partsOf = (template: string): Part[] => read(template, 0, false).parts;

function namesIn(parts: Part[]): string[] {
  return parts.flatMap((part) =>
    part.kind === "name" ? [part.name] : part.kind === "call" ? namesIn(part.inner) : [],
  );
}

function fillParts(parts: Part[], values: Values): string | null {
  let text = "";
  for (const part of parts) {
    const filled =
      part.kind === "text" ? part.text : part.kind === "name" ? values[part.name] : fillParts(part.inner, values);
    if (filled === undefined || filled === null) return null;
    text += part.kind === "call" ? RUN[part.call](filled) : filled;
  }
  return text;
}

/** The names of a template that have no value. */
export function missingIn(template: string, values: Values): string[] {
  return namesIn(partsOf(template)).filter((name) => !Object.hasOwn(values, name));
}

/** Every name in a template. */
export function namesOf(template: string): string[] {
  return namesIn(partsOf(template));
}

/** Fills a template as plain text. Null: a value is absent. */
export function fill(template: string, values: Values): string | null {
  return fillParts(partsOf(template), values);
}

/** The values read from a text, and the digests whose content was not known yet. */
export interface Reading {
  found: Record<string, string>;
  open: { call: Call; inner: Part[]; sent: string }[];
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

function readParts(parts: Part[], sent: string, values: Values): Reading | null {
  const groups: Part[] = [];
  const source = parts.map((part) => {
    const known = fillParts([part], values);
    if (known !== null) return escaped(known);
    groups.push(part);
    return "(.+?)";
  });
  const match = new RegExp(`^${source.join("")}$`, "s").exec(sent);
  if (!match) return null;
  const reading: Reading = { found: {}, open: [] };
  for (const [index, part] of groups.entries()) {
    const text = match[index + 1] ?? "";
    if (part.kind === "name") {
      if ((reading.found[part.name] ?? text) !== text) return null;
      reading.found[part.name] = text;
    } else if (part.kind === "call" && part.call === "b64") {
      const inner = readParts(part.inner, Buffer.from(text, "base64").toString(), values);
      if (!inner) return null;
      Object.assign(reading.found, inner.found);
      reading.open.push(...inner.open);
    } else if (part.kind === "call") {
      reading.open.push({ call: part.call, inner: part.inner, sent: text });
    }
  }
  return reading;
}

/** Reads the values of absent names from a text made from a template. Null: the text does not match the template. */
export function readBack(template: string, sent: string, values: Values): Reading | null {
  return readParts(partsOf(template), sent, values);
}

/** Whether a digest matches its content, now that all values are known. */
export function isDigest({ call, inner, sent }: Reading["open"][number], values: Values): boolean {
  const text = fillParts(inner, values);
  return text !== null && RUN[call](text) === sent;
}
