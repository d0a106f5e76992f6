import { type ApiCall, type ApiTarget, buildApiRequest } from "./api-request";
import type { Io } from "./io";
import { plainText } from "./plain-text";
import { readCapped } from "./read-capped";
import type { TemplateValues } from "./template/render";
import { valueAt } from "./value-at";

const MAX_BYTES = 64 * 1024;
/** Too slow, too many: the request was not looked at (RFC 9110 §15.5.9, RFC 6585 §4). */
const PASSING = new Set([408, 429]);
/** Where APIs put the words of a refusal, likeliest first. */
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

/** What an API answered. `said`: its own words about a failure, text only. */
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
 * Calls an API once. A refusal and an API that is down are two things: only the first says that the credential is wrong.
 * No redirect is followed: the credential would go along.
 * @throws TemplateError, TypeError when the call cannot be built from these values.
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
  // Some APIs answer 200 to everything and say in the body that they refuse.
  if (response.ok && valueAt(body, "ok") !== false) return { kind: "ok", status, body, said: null };
  const isTheirs = PASSING.has(status) || status >= 500;
  return { kind: isTheirs ? "unavailable" : "refused", status, body, said: wordsOf(body) };
}
