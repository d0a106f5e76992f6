import { base64OfText } from "../base64";
import { type Part, parseTemplate, TemplateError } from "./parse";

/** Values by name; names of the moment carry their `@`. */
export type TemplateValues = Readonly<Record<string, string>>;

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
      return safe(base64OfText(fill(part.inner, values, (value) => value)));
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

/** Plain text, such as a query or form value that is encoded afterwards. */
export function renderText(template: string, values: TemplateValues): string {
  return fill(parseTemplate(template), values, (value) => value);
}
