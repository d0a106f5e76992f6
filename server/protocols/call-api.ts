import { type ApiCall, type ApiTarget, buildApiRequest } from "./api-request";
import type { Io } from "./io";
import { plainText } from "./plain-text";
import { readCapped } from "./read-capped";
import type { TemplateValues } from "./template/render";
import { valueAt } from "./value-at";

const MAX_BYTES = 64 * 1024;
/** Temporary statuses: the API did not process the request (RFC 9110 §15.5.9, RFC 6585 §4). */
const TEMPORARY = new Set([408, 429]);
/** Where APIs put their error message, most common first. */
const MESSAGE_PATHS = [
  "error.message",
  "message",
  "error_description",
  "error",
  "detail",
  "errors.0.message",
  "errors.0.detail",
  "errors.0",
  "title",
];

/** An API's response. `said`: its error message, plain text. */
export type ApiAnswer =
  | { kind: "ok"; status: number; body: unknown; said: null }
  | { kind: "refused" | "unavailable"; status: number | null; body: unknown; said: string | null };

function parsed(body: string | null): unknown {
  try {
    return JSON.parse(body ?? "");
  } catch {
    return null;
  }
}

function wordsOf(answer: unknown): string | null {
  for (const path of MESSAGE_PATHS) {
    const words = plainText(valueAt(answer, path));
    if (words) return words;
  }
  return null;
}

/**
 * Calls an API once. The result separates a refusal from an outage: only a refusal means that the credential is wrong.
 * Redirects are not followed, because they would receive the credential.
 * @throws TemplateError, TypeError when the values don't make a valid request.
 */
export async function callApi(target: ApiTarget, call: ApiCall, values: TemplateValues, io: Io): Promise<ApiAnswer> {
  const { url, method, headers, body: sent = null } = buildApiRequest(target, call, values);
  let response: Response;
  let text: string | null;
  try {
    response = await io.fetch(url.href, { method, headers, body: sent, redirect: "manual" });
    text = await readCapped(response, call.maxBytes ?? MAX_BYTES);
  } catch {
    return { kind: "unavailable", status: null, body: null, said: null };
  }
  const { status } = response;
  const body = parsed(text);
  // Some APIs return 200 for everything and report the refusal in the body.
  if (response.ok && valueAt(body, "ok") !== false) return { kind: "ok", status, body, said: null };
  const isTheirs = TEMPORARY.has(status) || status >= 500;
  return { kind: isTheirs ? "unavailable" : "refused", status, body, said: wordsOf(body) };
}
