import type { Io } from "../io";
import { webUrl } from "../web-url";
import { OAuthTransportError } from "./errors";
import { readTokenResponse } from "./token-response";
import type { ApplyClientAuth, TokenEndpoint, TokenSet } from "./types";

/** Renames standard parameters to the names this server expects. */
function renamed(params: URLSearchParams, rename: Record<string, string> = {}): URLSearchParams {
  return new URLSearchParams([...params].map(([name, value]) => [rename[name] ?? name, value]));
}

function encode(endpoint: TokenEndpoint, url: URL, params: URLSearchParams, headers: Headers): RequestInit {
  const method = endpoint.method ?? "POST";
  if (method === "GET" || endpoint.bodyFormat === "query") {
    for (const [name, value] of params) url.searchParams.set(name, value);
    return { method, headers };
  }
  if (endpoint.bodyFormat === "json") {
    headers.set("content-type", "application/json");
    return { method, headers, body: JSON.stringify(Object.fromEntries(params)) };
  }
  headers.set("content-type", "application/x-www-form-urlencoded");
  return { method, headers, body: params.toString() };
}

/** Sends one request to a token endpoint and reads the response. Redirects are not followed. @throws as `readTokenResponse`; OAuthTransportError. */
export async function requestToken(
  endpoint: TokenEndpoint,
  applyClientAuth: ApplyClientAuth,
  params: URLSearchParams,
  io: Io,
): Promise<TokenSet> {
  const headers = new Headers({ accept: "application/json" });
  for (const [name, value] of Object.entries(endpoint.headers ?? {})) headers.set(name, value);
  if (endpoint.resource !== undefined) params.set("resource", endpoint.resource);
  applyClientAuth(params, headers);
  const url = webUrl(endpoint.url);
  const init = encode(endpoint, url, renamed(params, endpoint.rename), headers);
  const { clientCertificate } = endpoint;
  let response: Response;
  try {
    response = await io.fetch(url.href, { ...init, redirect: "manual", clientCertificate });
  } catch (cause) {
    throw new OAuthTransportError(cause);
  }
  return readTokenResponse(response, io.now(), endpoint.response);
}
