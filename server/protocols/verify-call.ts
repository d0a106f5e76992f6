import { type ApiAuth, applyApiAuth } from "./api-auth";
import type { Io } from "./io";
import { plainText } from "./plain-text";
import { readCapped } from "./read-capped";
import { renderHeader, renderText, type TemplateValues } from "./template/render";
import { renderUrl } from "./template/render-url";
import { valueAt } from "./value-at";

const MAX_BYTES = 64 * 1024;
/** Too slow, too many: the credential was not looked at (RFC 9110 §15.5.9, RFC 6585 §4). */
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

/** An API and the call that works only with a right credential, as the catalog says them. */
export interface VerifyTarget {
  baseUrl?: string | undefined;
  auth: ApiAuth;
  headers?: Record<string, string> | undefined;
  query?: Record<string, string> | undefined;
  call: { method: string; path?: string | undefined; url?: string | undefined };
}

/** What a verify call found out. `said`: the provider's own words, text only. */
export type VerifyResult =
  | { kind: "accepted" }
  | { kind: "refused" | "unavailable"; status: number | null; said: string | null };

function build({ baseUrl, auth, headers, query, call }: VerifyTarget, values: TemplateValues) {
  const url = new URL(renderUrl(call.url ?? `${baseUrl ?? ""}${call.path ?? ""}`, values));
  const request = { url, headers: new Headers({ accept: "application/json" }) };
  for (const [name, text] of Object.entries(headers ?? {})) request.headers.set(name, renderHeader(text, values));
  for (const [name, text] of Object.entries(query ?? {})) url.searchParams.set(name, renderText(text, values));
  applyApiAuth(request, auth, values);
  return request;
}

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
 * Tries a credential at its API. A refusal and an API that is down are two things: only the first says the credential is wrong.
 * @throws TemplateError, TypeError when the call cannot be built from these values.
 */
export async function verifyCredential(target: VerifyTarget, values: TemplateValues, io: Io): Promise<VerifyResult> {
  const { url, headers } = build(target, values);
  let response: Response;
  let body: string | null;
  try {
    response = await io.fetch(url.href, { method: target.call.method, headers, redirect: "manual" });
    body = await readCapped(response, MAX_BYTES);
  } catch {
    return { kind: "unavailable", status: null, said: null };
  }
  const { status } = response;
  const answer = parsed(body);
  // Some APIs answer 200 to everything and say in the body that they refuse.
  if (response.ok && valueAt(answer, "ok") !== false) return { kind: "accepted" };
  const isTheirs = PASSING.has(status) || status >= 500;
  return { kind: isTheirs ? "unavailable" : "refused", status, said: wordsOf(answer) };
}
