import type { Io } from "../io";
import { requestToken } from "./token-request";
import type { ApplyClientAuth, TokenEndpoint, TokenSet } from "./types";

/**
 * Gets a token with the client's own credentials. The endpoint's parameters can set another grant type.
 * @throws OAuthError, OAuthResponseError, OAuthTransportError
 * @see RFC 6749 §4.4
 */
export function requestClientCredentials(
  endpoint: TokenEndpoint,
  applyClientAuth: ApplyClientAuth,
  scope: string | null,
  io: Io,
): Promise<TokenSet> {
  const params = new URLSearchParams({
    ...(scope !== null && { scope }),
    ...endpoint.params,
    grant_type: endpoint.params?.grant_type ?? "client_credentials",
  });
  return requestToken(endpoint, applyClientAuth, params, io);
}
