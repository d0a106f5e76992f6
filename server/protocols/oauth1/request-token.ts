import { base64url } from "../base64";
import type { Io } from "../io";
import { OAuthError, OAuthResponseError, OAuthTransportError } from "../oauth2/errors";
import { plainText } from "../plain-text";
import { readCapped } from "../read-capped";
import { webUrl } from "../web-url";
import { type OAuth1Credentials, signOAuth1 } from "./sign";

const MAX_BYTES = 256 * 1024;
const MAX_TOKEN_LENGTH = 16 * 1024;

interface Endpoint {
  url: string;
  params?: Record<string, string> | undefined;
}

/** Token credentials (RFC 5849 §2.3). */
export interface OAuth1Token {
  token: string;
  tokenSecret: string;
  /** Epoch milliseconds. Null: no known expiry. */
  expiresAt: number | null;
  sessionHandle: string | null;
  raw: Record<string, unknown>;
}

function parse(body: string): Record<string, string> {
  try {
    const value = JSON.parse(body) as Record<string, unknown>;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, String(item)]));
  } catch {
    return Object.fromEntries(new URLSearchParams(body.trim()));
  }
}

/** Error names of OAuth problem reporting and the RFC 6749 §5.2 codes they match. */
const PROBLEMS: Record<string, string> = {
  consumer_key_unknown: "invalid_client",
  consumer_key_rejected: "invalid_client",
  consumer_key_refused: "invalid_client",
  signature_invalid: "invalid_client",
  signature_method_rejected: "invalid_client",
  token_rejected: "invalid_grant",
  token_expired: "invalid_grant",
  token_revoked: "invalid_grant",
  token_used: "invalid_grant",
  permission_denied: "access_denied",
};

function refusal(status: number, body: string, headers: Headers): never {
  const answer = parse(body);
  const problem = answer.oauth_problem ?? /oauth_problem="?([\w-]+)/.exec(headers.get("www-authenticate") ?? "")?.[1];
  if (status === 429 || status >= 500) throw new OAuthResponseError(`it has status ${status}`, status);
  const said = plainText(answer.oauth_problem_advice ?? problem ?? body.trim().slice(0, 300));
  const usual = status === 401 ? "invalid_client" : "invalid_request";
  throw new OAuthError((problem && PROBLEMS[problem]) ?? usual, said, status);
}

async function call(endpoint: Endpoint, credentials: OAuth1Credentials, extra: Record<string, string>, io: Io) {
  const url = webUrl(endpoint.url);
  const form = new URLSearchParams(endpoint.params);
  const moment = { nonce: base64url(io.random(18)), timestamp: Math.floor(io.now() / 1000) };
  const hasForm = [...form].length > 0;
  const request = { method: "POST", url, form };
  const headers = new Headers({
    authorization: signOAuth1(request, credentials, moment, extra),
    accept: "application/x-www-form-urlencoded, application/json",
    ...(hasForm && { "content-type": "application/x-www-form-urlencoded" }),
  });
  let response: Response;
  let body: string | null;
  try {
    const init = { method: "POST", headers, body: hasForm ? form.toString() : null, redirect: "manual" } as const;
    response = await io.fetch(url.href, init);
    body = await readCapped(response, MAX_BYTES);
  } catch (cause) {
    throw new OAuthTransportError(cause);
  }
  const { status } = response;
  if (body === null) throw new OAuthResponseError("it is larger than 256 KB", status);
  if (status >= 300 && status < 400) throw new OAuthResponseError("it is a redirect, which is not followed", status);
  if (!response.ok) refusal(status, body, response.headers);
  return { answer: parse(body), status };
}

function credentialsIn(answer: Record<string, string>, status: number): { token: string; tokenSecret: string } {
  const { oauth_token: token, oauth_token_secret: tokenSecret } = answer;
  if (!token || tokenSecret === undefined) throw new OAuthResponseError("it has no token and secret", status);
  for (const text of [token, tokenSecret]) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a token with control characters could split a header
    if (text.length > MAX_TOKEN_LENGTH || /[\u0000-\u001f\u007f]/.test(text))
      throw new OAuthResponseError("its token can't be used", status);
  }
  return { token, tokenSecret };
}

/**
 * Gets temporary credentials. The server must confirm the callback; else it might redirect the browser anywhere (OAuth 1.0a).
 * @throws OAuthError, OAuthResponseError, OAuthTransportError @see RFC 5849 §2.1
 */
export async function requestTemporaryToken(
  endpoint: Endpoint,
  credentials: OAuth1Credentials,
  callbackUrl: string,
  io: Io,
): Promise<{ token: string; tokenSecret: string }> {
  const { answer, status } = await call(endpoint, credentials, { oauth_callback: callbackUrl }, io);
  const found = credentialsIn(answer, status);
  if (answer.oauth_callback_confirmed !== "true")
    throw new OAuthResponseError("it does not confirm the callback", status);
  return found;
}

/** The URL where the user approves access. @throws TypeError when it is not https. @see RFC 5849 §2.2 */
export function authorizeUrlOf(authorizeUrl: string, token: string, params: Record<string, string> = {}): string {
  const url = webUrl(authorizeUrl);
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
  url.searchParams.set("oauth_token", token);
  return url.href;
}

/** Exchanges an approved request token. @throws as `requestTemporaryToken`. @see RFC 5849 §2.3 */
export async function exchangeVerifier(
  endpoint: Endpoint,
  credentials: OAuth1Credentials,
  verifier: string,
  io: Io,
): Promise<OAuth1Token> {
  const { answer, status } = await call(endpoint, credentials, { oauth_verifier: verifier }, io);
  const found = credentialsIn(answer, status);
  const { oauth_expires_in: seconds, oauth_session_handle: sessionHandle = null } = answer;
  const life = Number(seconds);
  const { oauth_token: _token, oauth_token_secret: _secret, ...raw } = answer;
  return { ...found, expiresAt: life > 0 ? io.now() + life * 1000 : null, sessionHandle, raw };
}
