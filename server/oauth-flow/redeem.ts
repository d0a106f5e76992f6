import { fromTokenSet } from "@/server/credentials/from-token-set";
import type { StoredCredentials } from "@/server/credentials/stored";
import { open } from "@/server/crypto";
import { clientAuthOf, oauth2ProviderOf, runtimeValues, tokenEndpointOf } from "@/server/integrations/oauth2-client";
import { io } from "@/server/net";
import { exchangeCode } from "@/server/protocols/oauth2/exchange-code";
import { type Attempt, verifierPlace } from "./internal";
import { keptValues } from "./kept-values";

interface Redeemed {
  credentials: StoredCredentials;
  connectionConfig: Record<string, string>;
  /** Epoch milliseconds. Null: no stated end. */
  expiresAt: number | null;
}

/**
 * Exchanges the code of a flow for tokens, with the verifier and redirect URI the flow began with.
 * @throws OAuthError, OAuthResponseError, OAuthTransportError; ServiceError `integration_not_configured`, `token_err`.
 */
export async function redeemCode(
  attempt: Attempt,
  answer: { code: string; params: Record<string, string> },
): Promise<Redeemed> {
  const { integration, redirectUri, scopes } = attempt;
  const provider = oauth2ProviderOf(integration);
  const config = attempt.connectionConfig as Record<string, string>;
  const endpoint = tokenEndpointOf(provider, { ...config, ...runtimeValues(attempt.connectionId) });
  const codeVerifier = attempt.verifier && String(await open(attempt.verifier, verifierPlace(attempt)));
  const applyClientAuth = await clientAuthOf(integration, provider);
  const tokens = await exchangeCode(endpoint, applyClientAuth, { code: answer.code, redirectUri, codeVerifier }, io());
  const kept = keptValues(provider, { callback: answer.params, token: tokens.raw });
  return {
    credentials: fromTokenSet(tokens, endpoint.refreshUrl ?? endpoint.url, scopes.join(provider.scopeSeparator)),
    connectionConfig: { ...config, ...kept },
    expiresAt: tokens.expiresAt,
  };
}
