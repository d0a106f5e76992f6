import { webUrl } from "../web-url";

/** The content of an authorization request. */
export interface AuthorizationRequest {
  authorizeUrl: string;
  clientId: string;
  redirectUri: string;
  state: string;
  scopes: readonly string[];
  /** Default: a space (RFC 6749 §3.3). */
  scopeSeparator?: string | undefined;
  /** S256. Null: the server does not support PKCE. */
  codeChallenge: string | null;
  /** Additional parameters. They never replace standard ones. */
  params?: Record<string, string> | undefined;
  /** The API the token is for (RFC 8707). */
  resource?: string | undefined;
  /** The `request_uri` of a pushed request (RFC 9126 §2.2). */
  requestUri?: string | undefined;
  /** Other names for standard parameters, such as `client_id` → `client_key`. */
  rename?: Record<string, string> | undefined;
}

const RESERVED = [
  ...["response_type", "client_id", "redirect_uri", "state", "code_challenge", "code_challenge_method"],
  // A request object replaces all other parameters (RFC 9101 §6.3).
  ...["request", "request_uri"],
];

/**
 * The parameters of an authorization request: the standard ones, and additional ones that never replace them.
 * @see RFC 6749 §4.1.1, RFC 7636 §4.3, RFC 8707 §2
 */
export function authorizationParams(request: AuthorizationRequest): URLSearchParams {
  const { rename = {}, scopes, scopeSeparator = " ", codeChallenge, resource } = request;
  const standard: Record<string, string> = {
    response_type: "code",
    client_id: request.clientId,
    redirect_uri: request.redirectUri,
    ...(scopes.length > 0 && { scope: scopes.join(scopeSeparator) }),
    state: request.state,
    ...(codeChallenge !== null && { code_challenge: codeChallenge, code_challenge_method: "S256" }),
    ...(resource !== undefined && { resource }),
  };
  const taken = new Set([...RESERVED, ...RESERVED.map((name) => rename[name] ?? name)]);
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(request.params ?? {})) {
    if (!taken.has(name) && value !== "") params.set(name, value);
  }
  for (const [name, value] of Object.entries(standard)) params.set(rename[name] ?? name, value);
  return params;
}

/** Adds parameters to the query, or to the fragment for pages that route by fragment. */
function withParams(url: URL, params: URLSearchParams): string {
  if (url.hash === "") {
    for (const [name, value] of params) url.searchParams.set(name, value);
    return url.href;
  }
  const separator = url.hash.includes("?") ? "&" : "?";
  return `${url.href}${separator}${params}`;
}

/**
 * Builds the authorization URL. A pushed request is only referenced by its `request_uri` (RFC 9126 §4).
 * @throws TypeError when the authorization endpoint is not https.
 * @see RFC 6749 §4.1.1
 */
export function buildAuthorizationUrl(request: AuthorizationRequest): string {
  const url = webUrl(request.authorizeUrl);
  if (request.requestUri === undefined) return withParams(url, authorizationParams(request));
  return withParams(url, new URLSearchParams({ client_id: request.clientId, request_uri: request.requestUri }));
}
