import type { Io } from "../io";
import { requestToken } from "./token-request";
import type { ApplyClientAuth, TokenEndpoint, TokenSet } from "./types";

/** A code and the parameters of its authorization request. */
export interface CodeGrant {
  code: string;
  redirectUri: string;
  /** Null: no PKCE was used. */
  codeVerifier: string | null;
}

/**
 * Exchanges an authorization code for tokens.
 * @throws OAuthError, OAuthResponseError, OAuthTransportError
 * @see RFC 6749 §4.1.3, RFC 7636 §4.5
 */
export function exchangeCode(
  endpoint: TokenEndpoint,
  applyClientAuth: ApplyClientAuth,
  grant: CodeGrant,
  io: Io,
): Promise<TokenSet> {
  const params = new URLSearchParams({
    ...endpoint.params,
    grant_type: endpoint.params?.grant_type ?? "authorization_code",
    code: grant.code,
    redirect_uri: grant.redirectUri,
    ...(grant.codeVerifier !== null && { code_verifier: grant.codeVerifier }),
  });
  return requestToken(endpoint, applyClientAuth, params, io);
}
