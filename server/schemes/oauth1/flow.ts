import type { ProviderOf } from "@/providers/load";
import { ServiceError } from "@/server/core/errors";
import { io } from "@/server/net";
import { readOAuth1Callback } from "@/server/protocols/oauth1/callback";
import { authorizeUrlOf, exchangeVerifier, requestTemporaryToken } from "@/server/protocols/oauth1/request-token";
import { CallbackError } from "@/server/protocols/oauth2/callback";
import { fillTemplates } from "@/server/protocols/template/render";
import { renderUrl } from "@/server/protocols/template/render-url";
import { type IntegrationRow, openClientSecrets } from "@/server/vault/integration";
import { message } from "@/wire/messages";
import type { Flow, FlowReturn, FlowStart } from "../flow";
import { keptValues } from "../kept-values";
import { refused } from "../oauth2/answer";

type Provider = ProviderOf<"oauth1">;

async function consumerOf(row: IntegrationRow, { signature }: Provider) {
  const secrets = await openClientSecrets(row);
  if (!row.clientId || !secrets?.clientSecret) {
    const text = message("connect.consumer_key_missing", { integration: row.uniqueKey });
    throw new ServiceError("integration_not_configured", text);
  }
  return { consumerKey: row.clientId, consumerSecret: secrets.clientSecret, signature };
}

async function begin({ provider, integration, values, redirectUri, state, ...start }: FlowStart<Provider>) {
  const endpoint = {
    url: renderUrl(provider.requestTokenUrl, values),
    params: fillTemplates(provider.requestTokenParams, values),
  };
  // OAuth 1.0 has no state parameter, so the callback URL contains it.
  const back = `${redirectUri}?${new URLSearchParams({ state })}`;
  const temporary = await requestTemporaryToken(endpoint, await consumerOf(integration, provider), back, io());
  const params = { ...fillTemplates(provider.authorizeParams, values), ...start.authorizationParams };
  return {
    authorizationUrl: authorizeUrlOf(renderUrl(provider.authorizeUrl, values), temporary.token, params),
    secrets: { requestToken: { token: temporary.token, secret: temporary.tokenSecret } },
    scopes: [],
    issuer: null,
  };
}

async function finish({ provider, integration, params, secrets, values }: FlowReturn<Provider>) {
  const answer = readOAuth1Callback(params);
  if (answer.kind === "denied") return refused("access_denied", null);
  const { requestToken } = secrets;
  if (!requestToken || answer.token !== requestToken.token) {
    throw new CallbackError("malformed", "it names another request token.");
  }
  const consumer = await consumerOf(integration, provider);
  const keys = { ...consumer, token: requestToken.token, tokenSecret: requestToken.secret };
  const endpoint = { url: renderUrl(provider.tokenUrl, values) };
  const { token, tokenSecret, expiresAt, raw } = await exchangeVerifier(endpoint, keys, answer.verifier, io());
  return {
    credentials: {
      type: "OAUTH1" as const,
      oauth_token: token,
      oauth_token_secret: tokenSecret,
      ...(expiresAt !== null && { expires_at: new Date(expiresAt).toISOString() }),
      raw,
    },
    expiresAt,
    kept: keptValues(provider, { token: raw }),
  };
}

/** OAuth 1.0a (RFC 5849 §2). */
export const oauth1Flow: Flow<Provider> = { begin, finish };
