import type { Io } from "../io";
import { requestToken } from "./token-request";
import type { ApplyClientAuth, TokenEndpoint, TokenSet } from "./types";

/** Username and password for the grant. */
export interface PasswordGrant {
  username: string;
  password: string;
  scope: string | null;
}

/**
 * Gets a token with a username and password. Only for servers that offer nothing better (RFC 9700 §2.4).
 * @throws OAuthError, OAuthResponseError, OAuthTransportError
 * @see RFC 6749 §4.3
 */
export function requestPasswordGrant(
  endpoint: TokenEndpoint,
  applyClientAuth: ApplyClientAuth,
  { username, password, scope }: PasswordGrant,
  io: Io,
): Promise<TokenSet> {
  const params = new URLSearchParams({
    ...(scope !== null && { scope }),
    ...endpoint.params,
    grant_type: endpoint.params?.grant_type ?? "password",
    username,
    password,
  });
  return requestToken(endpoint, applyClientAuth, params, io);
}
