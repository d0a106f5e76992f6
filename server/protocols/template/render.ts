import { createHash } from "node:crypto";
import { base64OfText } from "../base64";
import { xmlAnywhere } from "../xml/escape";
import { type FunctionName, type Part, parseTemplate, TemplateError, templateVariables } from "./parse";

/** Values by name. Generated values keep the `@` in their names. */
export type TemplateValues = Readonly<Record<string, string>>;

const CALLS: Record<FunctionName, (text: string) => string> = {
  b64: base64OfText,
  sha256hex: (text) => createHash("sha256").update(text).digest("hex"),
  md5hex: (text) => createHash("md5").update(text).digest("hex"),
};

function namedValue(values: TemplateValues, name: string): string {
  if (!Object.hasOwn(values, name)) throw new TemplateError(`No value for {${name}}`, name);
  return values[name] ?? "";
}

/** Fills a list of parts; `safe` escapes each value for its place. */
export function fill(parts: Part[], values: TemplateValues, safe: (value: string) => string): string {
  return parts
    .map((part) => {
      if (part.kind === "text") return part.text;
      if (part.kind === "value") return safe(namedValue(values, part.name));
      // Base64 output has characters such as the slash, which would end a path segment.
      return safe(CALLS[part.name](fill(part.inner, values, (value) => value)));
    })
    .join("");
}

/** Renders a header value: one line of visible text. @throws TemplateError when a value would start another line or header. */
export function renderHeader(template: string, values: TemplateValues): string {
  return fill(parseTemplate(template), values, (value) => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
    if (/[\u0000-\u001f\u007f]/.test(value))
      throw new TemplateError("A value in a header has a line break or control character");
    return value;
  });
}

/** Renders an XML document. A value can't leave its element or attribute. @throws RangeError for characters XML does not allow. */
export function renderXml(template: string, values: TemplateValues): string {
  return fill(parseTemplate(template), values, xmlAnywhere);
}

/** Renders plain text, such as a query or form value that is encoded afterwards. */
export function renderText(template: string, values: TemplateValues): string {
  return fill(parseTemplate(template), values, (value) => value);
}

/** Whether all values of a template are present. */
function isFilled(template: string, values: TemplateValues): boolean {
  return templateVariables(template).every((name) => Object.hasOwn(values, name));
}

/** Fills the first template whose values are all present. @throws TemplateError when there is none. */
export function renderFirst(templates: readonly (string | undefined)[], values: TemplateValues): string {
  const filled = templates.find((text) => text !== undefined && isFilled(text, values));
  return renderText(filled ?? templates[0] ?? "", values);
}

/** Fills a set of templates. Templates with an absent value, such as an optional field left empty, are omitted. */
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

/** Fills every string inside a JSON value. Members and items with an absent value are omitted. */
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
