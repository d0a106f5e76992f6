import { webUrl } from "../web-url";
import { type Part, parseTemplate, TemplateError } from "./parse";
import { fill, type TemplateValues } from "./render";

const HOST = /^[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?)*(:\d{1,5})?$/i;

/** A value inside the authority: letters of a host name and nothing that ends it. */
function hostValue(value: string): string {
  if (!HOST.test(value)) throw new TemplateError("A value for a host name holds other characters");
  return value;
}

/** A value inside path or query: it stays within its segment or parameter. */
function encoded(value: string): string {
  if (/\p{Surrogate}/u.test(value)) throw new TemplateError("A value for an address holds half a character");
  return encodeURIComponent(value);
}

function render(parts: Part[], values: TemplateValues): string {
  let text = "";
  for (const part of parts) text += fill([part], values, isInHost(text) ? hostValue : encoded);
  // Looked for in the whole path: two values side by side may make the dots together.
  if (/^[^?#]*\/\.{1,2}([/?#]|$)/.test(text)) throw new TemplateError("A value for a path is a step to another folder");
  return text;
}

/** Whether the next character of a half-written address belongs to its host. */
function isInHost(text: string): boolean {
  return !/\/\/[^/?#]*[/?#]/.test(text);
}

/**
 * Fills a template of an address. Each value is escaped for the place it stands in, so that none can leave it; a template
 * that begins with a value (`{instance_url}/v1`, `{@self}/lab`) takes a whole address there.
 * @throws TemplateError, TypeError when the result is no https address (http only on this machine).
 */
export function renderUrl(template: string, values: TemplateValues): string {
  const [first, ...rest] = parseTemplate(template);
  if (!first) throw new TemplateError("An address is empty");
  if (first.kind !== "value") return webUrl(render([first, ...rest], values)).href;
  const base = webUrl(fill([first], values, (value) => value));
  if (base.search || base.hash) throw new TemplateError("A base address holds a query or fragment");
  const prefix = base.origin + base.pathname.replace(/\/+$/, "");
  const tail = render([{ kind: "text", text: "https://-" }, ...rest], values).slice("https://-".length);
  if (tail !== "" && !/^[/?]/.test(tail)) throw new TemplateError("A base address must be followed by a path");
  return webUrl(prefix + tail).href;
}
