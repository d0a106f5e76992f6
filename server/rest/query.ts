import { ServiceError } from "@/server/core/errors";

/** The value of a parameter: a string, a list when its name is repeated, or named values written `name[key]=value`. */
export type QueryValue = string | string[] | Record<string, string | string[]>;

const NESTED = /^([^[\]]+)\[([^[\]]+)\]$/;

/** Decodes one part. Invalid percent-encoding stays unchanged, as in browsers. */
function decode(part: string): string {
  const text = part.includes("+") ? part.replaceAll("+", " ") : part;
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function refuse(name: string, message: string): never {
  const shown = name.slice(0, 100).replaceAll("\0", "");
  throw new ServiceError("invalid_query_params", `The query parameter "${shown}" is invalid: ${message}`, {
    issues: [{ code: "custom", message, path: [shown] }],
  });
}

function put(target: Record<string, QueryValue>, name: string, value: string): void {
  const known = target[name];
  if (known === undefined) target[name] = value;
  else if (typeof known === "string") target[name] = [known, value];
  else if (Array.isArray(known)) known.push(value);
  else refuse(name, "Use either one value or named values, not both.");
}

/**
 * Returns the parameters of a query string. A repeated name becomes a list, which only a schema with a list accepts.
 * The objects have no prototype, so a name such as `constructor` is safe.
 *
 * @param search what follows the question mark.
 * @throws ServiceError `invalid_query_params` for `__proto__`, NUL characters, and a name with both a value and named values.
 */
export function parseQuery(search: string): Record<string, QueryValue> {
  const values: Record<string, QueryValue> = Object.create(null);
  for (const part of search.split("&")) {
    if (part === "") continue;
    const at = part.indexOf("=");
    const name = decode(at < 0 ? part : part.slice(0, at));
    const value = at < 0 ? "" : decode(part.slice(at + 1));
    if (name.includes("\0") || value.includes("\0")) refuse(name, "NUL characters are not allowed.");
    const [, group, key] = NESTED.exec(name) ?? [];
    if (name === "__proto__" || group === "__proto__" || key === "__proto__")
      refuse("__proto__", "This name is not allowed.");
    if (group === undefined || key === undefined) {
      put(values, name, value);
      continue;
    }
    values[group] ??= Object.create(null) as Record<string, string | string[]>;
    const nested = values[group];
    if (typeof nested === "string" || Array.isArray(nested))
      refuse(group, "Use either one value or named values, not both.");
    put(nested, key, value);
  }
  return values;
}

/** Returns the query of a URL, without the question mark and the fragment. */
export function searchOf(url: string): string {
  const start = url.indexOf("?");
  if (start < 0) return "";
  const end = url.indexOf("#", start);
  return end < 0 ? url.slice(start + 1) : url.slice(start + 1, end);
}
