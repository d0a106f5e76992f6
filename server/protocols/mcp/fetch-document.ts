import type { Io } from "../io";
import { readCapped } from "../read-capped";
import { webUrl } from "../web-url";

const MAX_BYTES = 256 * 1024;

/** Discovery failed, or the server can't be trusted. The message is for users. */
export class DiscoveryError extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.name = "DiscoveryError";
  }
}

export type Document = Record<string, unknown>;

/** Fetches a metadata document. @returns null when there is none. @throws DiscoveryError when the response can't be read. */
export async function fetchDocument(url: string, io: Io): Promise<Document | null> {
  let response: Response;
  let text: string | null;
  try {
    response = await io.fetch(webUrl(url).href, { headers: { accept: "application/json" }, redirect: "manual" });
    text = await readCapped(response, MAX_BYTES);
  } catch (cause) {
    throw new DiscoveryError(`${new URL(url).host} could not be reached.`, { cause });
  }
  if (!response.ok) return null;
  if (text === null) throw new DiscoveryError(`The metadata of ${new URL(url).host} is larger than 256 KB.`);
  try {
    const value: unknown = JSON.parse(text);
    if (value !== null && typeof value === "object" && !Array.isArray(value)) return value as Document;
  } catch {
    // An HTML page counts as no document.
  }
  return null;
}

/** A string of a document. Undefined: absent. @throws DiscoveryError when it is not a string. */
export function textIn(document: Document, name: string): string | undefined {
  const value = Object.hasOwn(document, name) ? document[name] : undefined;
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string" || value.length > 2048)
    throw new DiscoveryError(`The metadata has an invalid ${name}.`);
  return value;
}

/** An https URL of a document. Undefined: absent. @throws DiscoveryError */
export function urlIn(document: Document, name: string): string | undefined {
  const text = textIn(document, name);
  if (text === undefined) return undefined;
  try {
    const url = webUrl(text);
    if (url.hash !== "") throw new TypeError("The URL must not have a fragment");
    return text;
  } catch (cause) {
    throw new DiscoveryError(`The metadata has an invalid ${name}.`, { cause });
  }
}

/** A list of strings. Undefined: absent. @throws DiscoveryError */
export function textsIn(document: Document, name: string): string[] | undefined {
  const value = Object.hasOwn(document, name) ? document[name] : undefined;
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value) || value.length > 1000 || value.some((item) => typeof item !== "string"))
    throw new DiscoveryError(`The metadata has an invalid ${name}.`);
  return value as string[];
}
