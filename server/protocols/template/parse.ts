/** The functions of a template: base64 of a text, or its digest in hex. */
export const FUNCTIONS = ["b64", "sha256hex", "md5hex"] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

/** One piece of a template: literal text, or a value to fill in. */
export type Part =
  | { kind: "text"; text: string }
  | { kind: "value"; name: string }
  | { kind: "call"; name: FunctionName; inner: Part[] };

const VALUE = /^\{(@?[A-Za-z_][\w.:@+-]*)\}/;

/** A template that can't be filled in: it is invalid, or its values are missing or don't fit their place. */
export class TemplateError extends Error {
  constructor(
    message: string,
    /** The value that is missing. Null: the template or a value is invalid. */
    readonly missing: string | null = null,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "TemplateError";
  }
}

function parseUntil(text: string, start: number, isInside: boolean): { parts: Part[]; end: number } {
  const parts: Part[] = [];
  let plain = "";
  let index = start;
  const flush = () => {
    if (plain) parts.push({ kind: "text", text: plain });
    plain = "";
  };
  while (index < text.length) {
    const rest = text.slice(index);
    if (isInside && rest.startsWith(")")) break;
    const value = VALUE.exec(rest);
    const called = FUNCTIONS.find((name) => rest.startsWith(`${name}(`));
    if (value) {
      flush();
      parts.push({ kind: "value", name: value[1] ?? "" });
      index += value[0].length;
    } else if (called) {
      flush();
      const inner = parseUntil(text, index + called.length + 1, true);
      if (text[inner.end] !== ")") throw new TemplateError(`${called}( is not closed in "${text}"`);
      parts.push({ kind: "call", name: called, inner: inner.parts });
      index = inner.end + 1;
    } else if (rest.startsWith("{") || rest.startsWith("}")) {
      throw new TemplateError(`There is an unmatched brace in "${text}"`);
    } else {
      plain += text[index];
      index += 1;
    }
  }
  flush();
  return { parts, end: index };
}

/**
 * Reads a catalog template: `{name}` a variable or credential, `{@name}` a generated value, `b64(…)` base64 of what is
 * inside, `sha256hex(…)` and `md5hex(…)` a digest of it. @throws TemplateError
 */
export function parseTemplate(text: string): Part[] {
  return parseUntil(text, 0, false).parts;
}

/** The names a template fills in, in order, without repeats. */
export function templateVariables(text: string): string[] {
  const names = (parts: Part[]): string[] =>
    parts.flatMap((part) => (part.kind === "value" ? [part.name] : part.kind === "call" ? names(part.inner) : []));
  return [...new Set(names(parseTemplate(text)))];
}
