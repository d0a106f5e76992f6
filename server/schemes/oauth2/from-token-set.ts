import type { TokenSet } from "@/server/protocols/oauth2/types";
import type { OAuth2Credentials } from "@/server/vault/credentials";

/** Converts a token response to stored credentials. */
export function fromTokenSet(
  tokens: TokenSet,
  tokenUrl: string,
  requestedScope: string | undefined,
): OAuth2Credentials {
  const scope = tokens.scope ?? requestedScope;
  return {
    type: "OAUTH2",
    access_token: tokens.accessToken,
    ...(tokens.refreshToken !== null && { refresh_token: tokens.refreshToken }),
    ...(tokens.expiresAt !== null && { expires_at: new Date(tokens.expiresAt).toISOString() }),
    raw: tokens.raw,
    token_url: tokenUrl,
    ...(scope && { scope }),
  };
}
