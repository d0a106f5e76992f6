import { retryAfterMs } from "../answer";
import { OAuthError, OAuthResponseError, OAuthTransportError } from "../oauth2/errors";
import { plainText } from "../plain-text";
import { readCapped } from "../read-capped";
import { valueAt } from "../value-at";
import { readXml, XmlError } from "../xml/read";

const MAX_BYTES = 256 * 1024;
/** Statuses that reject the credentials. */
const REFUSED = new Set([400, 401, 403, 404, 422]);
/** Where login responses put their error message, most common first. */
const MESSAGE_PATHS = [
  "error_description",
  "error.message",
  "message",
  "errorMessage",
  "error",
  "detail",
  "errors.0.message",
  "errors.0.detail",
  "errors.0",
  "title",
];

/** A login response. `text`: the whole body, for APIs that return only the token. */
export interface Answer {
  body: Record<string, unknown>;
  text: string;
  cookies: string | null;
}

function asObject(value: unknown): Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function parse(text: string, type: string): Record<string, unknown> {
  if (type.includes("xml") || text.trimStart().startsWith("<")) {
    try {
      return readXml(text);
    } catch (error) {
      if (error instanceof XmlError) return {};
      throw error;
    }
  }
  try {
    return asObject(JSON.parse(text));
  } catch {
    return type.includes("x-www-form-urlencoded") ? Object.fromEntries(new URLSearchParams(text)) : {};
  }
}

/** The cookies of a response as a Cookie header: names and values only (RFC 6265 §4.2.1). */
function cookiesOf(headers: Headers): string | null {
  const pairs = headers.getSetCookie().map((line) => line.split(";")[0]?.trim() ?? "");
  return (
    pairs.filter((pair) => /^[\w!#$%&'*.^`|~+-]+=[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*$/.test(pair)).join("; ") ||
    null
  );
}

function wordsOf(body: Record<string, unknown>): string | null {
  for (const path of MESSAGE_PATHS) {
    const words = plainText(valueAt(body, path));
    if (words) return words;
  }
  return null;
}

/** The error code of the body (RFC 6749 §5.2), or `invalid_grant` when it has none. */
function errorName(body: Record<string, unknown>): string {
  return typeof body.error === "string" && /^[a-z_]{3,60}$/.test(body.error) ? body.error : "invalid_grant";
}

/** Reads a response. @throws OAuthError refused; OAuthResponseError an unusable response; OAuthTransportError */
export async function readAnswer(response: Response, receivedAt: number): Promise<Answer> {
  const { status, headers } = response;
  const wait = retryAfterMs(headers, receivedAt);
  if (status >= 300 && status < 400) throw new OAuthResponseError("it is a redirect, which is not followed", status);
  let text: string | null;
  try {
    text = await readCapped(response, MAX_BYTES);
  } catch (cause) {
    throw new OAuthTransportError(cause);
  }
  if (text === null) throw new OAuthResponseError("it is larger than 256 KB", status, wait);
  const body = parse(text, headers.get("content-type") ?? "");
  if (REFUSED.has(status)) throw new OAuthError(errorName(body), wordsOf(body), status, wait);
  if (!response.ok) throw new OAuthResponseError(`it has status ${status}`, status, wait);
  if (body.ok === false || body.success === false || (typeof body.error === "string" && body.error !== ""))
    throw new OAuthError(errorName(body), wordsOf(body), status, wait);
  return { body, text: text.trim(), cookies: cookiesOf(headers) };
}
