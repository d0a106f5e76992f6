import { jwtEnd, retryAfterMs } from "../answer";
import { plainText } from "../plain-text";
import { readCapped } from "../read-capped";
import { valueAt } from "../value-at";
import { OAuthError, OAuthResponseError, OAuthTransportError } from "./errors";
import type { TokenResponseRules, TokenSet } from "./types";

const MAX_BYTES = 256 * 1024;
const MAX_ERROR_LENGTH = 100;
const MAX_TOKEN_LENGTH = 64 * 1024;
/** A lifetime of more than a century is a mistake of the server. */
const MAX_LIFETIME_MS = 100 * 365 * 24 * 60 * 60 * 1000;

type Answer = Record<string, unknown>;

function textAt(answer: Answer, path: string | undefined): string | null {
  const value = path === undefined ? undefined : valueAt(answer, path);
  return typeof value === "string" && value !== "" ? value : null;
}

function parse(body: string, contentType: string): Answer | null {
  try {
    const value: unknown = JSON.parse(body);
    return value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Answer) : null;
  } catch {
    // Some servers always return a form. No other format is guessed.
    const isForm =
      contentType.includes("application/x-www-form-urlencoded") ||
      /^[\w.]+=[^<>{}\s&]*(&[\w.]+=[^<>{}\s&]*)*$/.test(body);
    return isForm ? Object.fromEntries(new URLSearchParams(body)) : null;
  }
}

/** Reads an error in the format of RFC 6749 §5.2, or in a common variant of it. */
function errorIn(answer: Answer): { error: string; description: string | null } | null {
  const { error } = answer;
  if (typeof error === "string" && error !== "") {
    const description =
      plainText(answer.error_description) ?? plainText(answer.message) ?? plainText(answer.error_message);
    return { error: plainText(error, MAX_ERROR_LENGTH) ?? "error", description };
  }
  if (error !== null && typeof error === "object") {
    const inner = error as Answer;
    const code = [inner.type, inner.code, inner.status].find(
      (value) => typeof value === "string" || typeof value === "number",
    );
    const name = plainText(String(code ?? ""), MAX_ERROR_LENGTH) ?? "error";
    return { error: name, description: plainText(inner.message) };
  }
  if (answer.ok === false) return { error: "error", description: null };
  return null;
}

/** Parses a date to epoch milliseconds. A date without a time zone is UTC, whatever the time zone of this machine. */
function dateOf(text: string): number {
  const isZoneless = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(text);
  return Date.parse(isZoneless ? `${text.replace(" ", "T")}Z` : text);
}

/** The expiry of a response's token in epoch milliseconds, or the catalog's default. Null: neither. */
export function lifetime(answer: Answer, rules: TokenResponseRules, receivedAt: number): number | null {
  const assumed = rules.assumeExpiresIn === undefined ? null : receivedAt + rules.assumeExpiresIn * 1000;
  const stated = valueAt(answer, rules.expiry ?? "expires_in");
  // No other types: converting an object of a hostile response could throw.
  if (typeof stated !== "number" && typeof stated !== "string") return assumed;
  const number = Number(stated);
  const unit = rules.expiryUnit === "ms" ? 1 : 1000;
  const isDateText = rules.expiryKind === "at" && Number.isNaN(number);
  const value = isDateText ? dateOf(String(stated).trim()) : number * unit;
  // Zero and negative numbers are how some servers say "does not expire".
  if (Number.isNaN(value) || value <= 0) return assumed;
  return Math.min(rules.expiryKind === "at" ? value : receivedAt + value, receivedAt + MAX_LIFETIME_MS);
}

/** The expiry in a token's own `exp` claim, in epoch milliseconds. */
function ownEnd(token: string, receivedAt: number): number | null {
  const end = jwtEnd(token);
  return end === null ? null : Math.min(end, receivedAt + MAX_LIFETIME_MS);
}

async function readAnswer(response: Response, receivedAt: number): Promise<Answer> {
  const { status } = response;
  const wait = retryAfterMs(response.headers, receivedAt);
  if (status >= 300 && status < 400) throw new OAuthResponseError("it is a redirect, which is not followed", status);
  let body: string | null;
  try {
    body = await readCapped(response, MAX_BYTES);
  } catch (cause) {
    throw new OAuthTransportError(cause);
  }
  if (body === null) throw new OAuthResponseError("it is larger than 256 KB", status, wait);
  const answer = parse(body, response.headers.get("content-type") ?? "");
  const refusal = answer && errorIn(answer);
  if (refusal) throw new OAuthError(refusal.error, refusal.description, status, wait);
  if (!response.ok) throw new OAuthResponseError(`it has status ${status}`, status, wait);
  if (!answer) throw new OAuthResponseError("it is not JSON", status, wait);
  return answer;
}

/**
 * Reads a token response: tolerant of the formats servers use, strict about what is stored.
 * @param receivedAt epoch milliseconds by our own clock.
 * @throws OAuthError the server refused, also with status 200; OAuthResponseError the response has no usable token.
 * @see RFC 6749 §5.1, §5.2
 */
export async function readTokenResponse(
  response: Response,
  receivedAt: number,
  rules: TokenResponseRules = {},
): Promise<TokenSet> {
  const answer = await readAnswer(response, receivedAt);
  const accessToken = textAt(answer, rules.accessToken ?? "access_token") ?? textAt(answer, rules.accessTokenAlt);
  if (accessToken === null) throw new OAuthResponseError("it has no access token", response.status);
  if (accessToken.length > MAX_TOKEN_LENGTH)
    throw new OAuthResponseError("its access token is too long", response.status);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a token with control characters could split a header
  if (/[\u0000-\u001f\u007f]/.test(accessToken))
    throw new OAuthResponseError("its access token has control characters", response.status);
  return {
    accessToken,
    refreshToken: textAt(answer, rules.refreshToken ?? "refresh_token"),
    expiresAt: rules.expiry === "@jwt" ? ownEnd(accessToken, receivedAt) : lifetime(answer, rules, receivedAt),
    scope: textAt(answer, "scope"),
    tokenType: textAt(answer, "token_type"),
    raw: answer,
  };
}
