import { webUrl } from "../web-url";

/** What an authorization request says. */
export interface AuthorizationRequest {
  authorizeUrl: string;
  clientId: string;
  redirectUri: string;
  state: string;
  scopes: readonly string[];
  /** Default: a space (RFC 6749 §3.3). */
  scopeSeparator?: string | undefined;
  /** S256. Null: the server takes no PKCE. */
  codeChallenge: string | null;
  /** Further parameters. They cannot take the place of the standard ones. */
  params?: Record<string, string> | undefined;
  /** Other names of standard parameters, such as `client_id` → `client_key`. */
  rename?: Record<string, string> | undefined;
}

const RESERVED = [
  ...["response_type", "client_id", "redirect_uri", "state", "code_challenge", "code_challenge_method"],
  // A request object takes the place of all the others (RFC 9101 §6.3).
  ...["request", "request_uri"],
];

/**
 * Builds the address a browser is sent to.
 * @throws TypeError when the authorization endpoint is not https.
 * @see RFC 6749 §4.1.1, RFC 7636 §4.3
 */
export function buildAuthorizationUrl(request: AuthorizationRequest): string {
  const url = webUrl(request.authorizeUrl);
  const { rename = {}, scopes, scopeSeparator = " ", codeChallenge } = request;
  const standard: Record<string, string> = {
    response_type: "code",
    client_id: request.clientId,
    redirect_uri: request.redirectUri,
    ...(scopes.length > 0 && { scope: scopes.join(scopeSeparator) }),
    state: request.state,
    ...(codeChallenge !== null && { code_challenge: codeChallenge, code_challenge_method: "S256" }),
  };
  const taken = new Set([...RESERVED, ...RESERVED.map((name) => rename[name] ?? name)]);
  for (const [name, value] of Object.entries(request.params ?? {})) {
    if (!taken.has(name)) url.searchParams.set(name, value);
  }
  for (const [name, value] of Object.entries(standard)) url.searchParams.set(rename[name] ?? name, value);
  return url.href;
}
