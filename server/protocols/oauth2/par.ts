import type { Io } from "../io";
import { plainText } from "../plain-text";
import { readCapped } from "../read-capped";
import { webUrl } from "../web-url";
import { OAuthError, OAuthResponseError, OAuthTransportError } from "./errors";
import type { ApplyClientAuth } from "./types";

const MAX_BYTES = 64 * 1024;

function parsed(text: string | null): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text ?? "");
    return value !== null && typeof value === "object" ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/**
 * Sends an authorization request directly to the server, so that the browser can't change it.
 * @returns the `request_uri` for the authorization URL, and how long it is valid, in seconds.
 * @throws OAuthError, OAuthResponseError, OAuthTransportError
 * @see RFC 9126 §2
 */
export async function pushAuthorizationRequest(
  parUrl: string,
  params: URLSearchParams,
  applyClientAuth: ApplyClientAuth,
  io: Io,
): Promise<{ requestUri: string; expiresIn: number }> {
  const headers = new Headers({ accept: "application/json", "content-type": "application/x-www-form-urlencoded" });
  const body = new URLSearchParams(params);
  applyClientAuth(body, headers);
  let response: Response;
  let text: string | null;
  try {
    const init = { method: "POST", headers, body: body.toString(), redirect: "manual" } as const;
    response = await io.fetch(webUrl(parUrl).href, init);
    text = await readCapped(response, MAX_BYTES);
  } catch (cause) {
    throw new OAuthTransportError(cause);
  }
  const answer = parsed(text);
  if (!response.ok) {
    const error = plainText(answer?.error, 100);
    if (error) throw new OAuthError(error, plainText(answer?.error_description), response.status);
    throw new OAuthResponseError(`it has status ${response.status}`, response.status);
  }
  const { request_uri: requestUri, expires_in: expiresIn } = answer ?? {};
  if (typeof requestUri !== "string" || requestUri === "" || typeof expiresIn !== "number")
    throw new OAuthResponseError("it has no request_uri or expires_in", response.status);
  return { requestUri, expiresIn };
}
