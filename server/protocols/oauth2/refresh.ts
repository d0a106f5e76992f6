import type { Io } from "../io";
import { requestToken } from "./token-request";
import type { ApplyClientAuth, TokenEndpoint, TokenSet } from "./types";

function refreshEndpoint(endpoint: TokenEndpoint): TokenEndpoint {
  return { ...endpoint, url: endpoint.refreshUrl ?? endpoint.url, method: endpoint.refreshMethod ?? endpoint.method };
}

/**
 * Exchanges a valid access token for a newer one, at servers without refresh tokens. The endpoint's `refreshParams` contain
 * everything that is sent, including the token.
 * @throws as `refreshAccessToken`.
 */
export function refreshByAccessToken(
  endpoint: TokenEndpoint,
  applyClientAuth: ApplyClientAuth | null,
  io: Io,
): Promise<TokenSet> {
  const params = new URLSearchParams(endpoint.refreshParams);
  return requestToken(refreshEndpoint(endpoint), applyClientAuth ?? (() => undefined), params, io);
}

/**
 * Exchanges a refresh token for a new access token.
 * @returns `refreshToken` is the old one when the server does not rotate it.
 * @throws OAuthError the server refused, e.g. `invalid_grant` (RFC 6749 §5.2); OAuthResponseError, OAuthTransportError.
 * @see RFC 6749 §6
 */
export async function refreshAccessToken(
  endpoint: TokenEndpoint,
  applyClientAuth: ApplyClientAuth,
  refreshToken: string,
  io: Io,
): Promise<TokenSet> {
  const params = new URLSearchParams({
    ...endpoint.refreshParams,
    grant_type: endpoint.refreshParams?.grant_type ?? "refresh_token",
    refresh_token: refreshToken,
  });
  const tokens = await requestToken(refreshEndpoint(endpoint), applyClientAuth, params, io);
  return { ...tokens, refreshToken: tokens.refreshToken ?? refreshToken };
}
