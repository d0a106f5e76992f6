import { webUrl } from "../web-url";
import { type Part, parseTemplate, TemplateError } from "./parse";
import { fill, type TemplateValues } from "./render";

const HOST = /^[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?)*(:\d{1,5})?$/i;

/** A value inside the authority: only characters of a host name. */
function hostValue(value: string): string {
  if (!HOST.test(value)) throw new TemplateError("A value in a host name has characters that are not allowed there");
  return value;
}

/** A value inside the path or query, escaped so that it can't leave its segment or parameter. */
function encoded(value: string): string {
  if (/\p{Surrogate}/u.test(value)) throw new TemplateError("A value in a URL is not valid Unicode");
  return encodeURIComponent(value);
}

function render(parts: Part[], values: TemplateValues): string {
  let text = "";
  for (const part of parts) text += fill([part], values, isInHost(text) ? hostValue : encoded);
  // Checks the whole path, because two adjacent values can form the dots together.
  if (/^[^?#]*\/\.{1,2}([/?#]|$)/.test(text)) throw new TemplateError("A value adds a . or .. segment to a path");
  return text;
}

/** Whether the next character of a partial URL belongs to its host. */
function isInHost(text: string): boolean {
  return !/\/\/[^/?#]*[/?#]/.test(text);
}

function checkedUrl(text: string): URL {
  try {
    return webUrl(text);
  } catch (cause) {
    throw new TemplateError("The result is not an https URL", null, { cause });
  }
}

/**
 * Fills a URL template. Each value is escaped for its place in the URL, so it can't leave that place. A template that starts
 * with a value (`{instance_url}/v1`, `{@self}/lab`) accepts a whole URL there.
 * @throws TemplateError, also when the result is not an https URL (http only on this machine).
 */
export function renderUrl(template: string, values: TemplateValues): string {
  const [first, ...rest] = parseTemplate(template);
  if (!first) throw new TemplateError("A URL is empty");
  if (first.kind !== "value") return checkedUrl(render([first, ...rest], values)).href;
  const base = checkedUrl(fill([first], values, (value) => value));
  if (base.search || base.hash) throw new TemplateError("A base URL must not have a query or fragment");
  const prefix = base.origin + base.pathname.replace(/\/+$/, "");
  const tail = render([{ kind: "text", text: "https://-" }, ...rest], values).slice("https://-".length);
  if (tail !== "" && !/^[/?]/.test(tail)) throw new TemplateError("A base URL can only be followed by a path or query");
  return checkedUrl(prefix + tail).href;
}
