import { createHash } from "node:crypto";
import { base64OfText } from "../base64";
import { xmlAnywhere } from "../xml/escape";
import { type FunctionName, type Part, parseTemplate, TemplateError, templateVariables } from "./parse";

/** Values by name; names of the moment carry their `@`. */
export type TemplateValues = Readonly<Record<string, string>>;

const CALLS: Record<FunctionName, (text: string) => string> = {
  b64: base64OfText,
  sha256hex: (text) => createHash("sha256").update(text).digest("hex"),
  md5hex: (text) => createHash("md5").update(text).digest("hex"),
};

function namedValue(values: TemplateValues, name: string): string {
  if (!Object.hasOwn(values, name)) throw new TemplateError(`No value for {${name}}`);
  return values[name] ?? "";
}

/** Fills a list of parts; `safe` makes each value safe for the place it stands in. */
export function fill(parts: Part[], values: TemplateValues, safe: (value: string) => string): string {
  return parts
    .map((part) => {
      if (part.kind === "text") return part.text;
      if (part.kind === "value") return safe(namedValue(values, part.name));
      // Base64 has characters of its own, such as the slash, that end a place in an address.
      return safe(CALLS[part.name](fill(part.inner, values, (value) => value)));
    })
    .join("");
}

/** A header value: one line of visible text. @throws TemplateError when a value would begin another line or header. */
export function renderHeader(template: string, values: TemplateValues): string {
  return fill(parseTemplate(template), values, (value) => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
    if (/[\u0000-\u001f\u007f]/.test(value))
      throw new TemplateError("A value for a header holds a line break or control character");
    return value;
  });
}

/** An XML document: a value stays inside its element or attribute. @throws RangeError for characters XML cannot carry. */
export function renderXml(template: string, values: TemplateValues): string {
  return fill(parseTemplate(template), values, xmlAnywhere);
}

/** Plain text, such as a query or form value that is encoded afterwards. */
export function renderText(template: string, values: TemplateValues): string {
  return fill(parseTemplate(template), values, (value) => value);
}

/** Whether every value a template names is there. */
function isFilled(template: string, values: TemplateValues): boolean {
  return templateVariables(template).every((name) => Object.hasOwn(values, name));
}

/** Fills the first of some templates whose values are all there. @throws TemplateError when there is none. */
export function renderFirst(templates: readonly (string | undefined)[], values: TemplateValues): string {
  const filled = templates.find((text) => text !== undefined && isFilled(text, values));
  return renderText(filled ?? templates[0] ?? "", values);
}

/** Fills a set of templates. One that names an absent value, an optional field left empty, is left out. */
export function fillTemplates(
  templates: Readonly<Record<string, string>> | undefined,
  values: TemplateValues,
  render: typeof renderText = renderText,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(templates ?? {})
      .filter(([, text]) => isFilled(text, values))
      .map(([name, text]) => [name, render(text, values)]),
  );
}

/** Fills every text inside a JSON value. A member or item that names an absent value is left out. */
export function fillJson(value: unknown, values: TemplateValues): unknown {
  if (typeof value === "string") return renderText(value, values);
  if (Array.isArray(value))
    return value.filter((item) => isPresent(item, values)).map((item) => fillJson(item, values));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => isPresent(item, values))
      .map(([name, item]) => [name, fillJson(item, values)]),
  );
}

function isPresent(item: unknown, values: TemplateValues): boolean {
  return typeof item !== "string" || isFilled(item, values);
}
