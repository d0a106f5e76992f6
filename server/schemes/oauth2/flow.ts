import { randomBytes } from "node:crypto";
import type { OAuth2CodeProvider } from "@/providers/load";
import { io } from "@/server/net";
import { logIn } from "@/server/protocols/login/login";
import { authorizationParams, buildAuthorizationUrl } from "@/server/protocols/oauth2/authorization-url";
import { exchangeCode } from "@/server/protocols/oauth2/exchange-code";
import { pushAuthorizationRequest } from "@/server/protocols/oauth2/par";
import { codeChallenge, encodeVerifier } from "@/server/protocols/oauth2/pkce";
import type { TokenSet } from "@/server/protocols/oauth2/types";
import { fillTemplates, renderText } from "@/server/protocols/template/render";
import { renderUrl } from "@/server/protocols/template/render-url";
import type { Flow, FlowReturn, FlowStart } from "../flow";
import { keptValues } from "../kept-values";
import { codeOf } from "./answer";
import { type OAuth2Client, oauth2ClientOf } from "./client";
import { fromTokenSet } from "./from-token-set";
import { scopesOf } from "./scopes";
import { urlOr } from "./token-endpoint";

type Code = OAuth2CodeProvider;

/** Returns the parameter with the user scopes, for providers that have one. */
function userScopeParams(
  { userScopeParam, scopeSeparator }: Code,
  userScope: string | undefined,
): Record<string, string> {
  return userScopeParam && userScope ? { [userScopeParam]: userScope.split(",").join(scopeSeparator) } : {};
}

async function begin(start: FlowStart<Code>) {
  const { provider, integration, values, redirectUri, state } = start;
  const scopes = scopesOf(start);
  const { clientId, applyClientAuth } = await oauth2ClientOf(integration, values);
  const verifier = provider.pkce === "off" ? undefined : encodeVerifier(randomBytes(48));
  const named = { ...values, client_id: clientId };
  const request = {
    authorizeUrl: urlOr(provider.authorizeUrl, provider.authorizeUrlFallback, named),
    clientId,
    redirectUri,
    state,
    scopes,
    scopeSeparator: provider.scopeSeparator,
    rename: provider.authorizeRename,
    codeChallenge: verifier === undefined ? null : await codeChallenge(verifier),
    params: {
      ...fillTemplates(provider.authorizeParams, named),
      ...userScopeParams(provider, start.userScope),
      ...start.authorizationParams,
    },
  };
  const pushed =
    provider.parUrl &&
    (await pushAuthorizationRequest(
      renderUrl(provider.parUrl, named),
      authorizationParams(request),
      applyClientAuth,
      io(),
    ));
  const authorizationUrl = buildAuthorizationUrl(pushed ? { ...request, requestUri: pushed.requestUri } : request);
  const issuer = provider.issuer === undefined ? null : renderText(provider.issuer, values);
  return { authorizationUrl, secrets: { verifier }, scopes, issuer };
}

/** Exchanges the first token for the one to store, if the entry has such a step. Missing values come from the first response. */
async function exchanged(
  provider: Code,
  first: TokenSet,
  values: FlowReturn["values"],
  client: OAuth2Client,
): Promise<TokenSet> {
  if (!provider.exchange) return first;
  const named = {
    ...values,
    client_id: client.clientId,
    client_secret: client.clientSecret ?? "",
    token: first.accessToken,
    ...(first.refreshToken !== null && { refresh_token: first.refreshToken }),
  };
  const rules = { ...provider.tokenResponse, assumeExpiresIn: provider.assumeExpiresIn };
  const { token, refreshToken, expiresAt, raw } = await logIn(provider.exchange, rules, named, io());
  return {
    ...first,
    accessToken: token,
    refreshToken: refreshToken ?? first.refreshToken,
    expiresAt,
    raw: { ...first.raw, ...raw },
  };
}

async function finish(back: FlowReturn<Code>) {
  const { provider, integration, redirectUri, secrets, scopes } = back;
  const { code, params } = codeOf(back, provider.codeParam);
  const callback = keptValues(provider, { callback: params });
  const values = { ...back.values, ...callback };
  const client = await oauth2ClientOf(integration, values);
  const { endpoint, applyClientAuth } = client;
  const grant = { code, redirectUri, codeVerifier: secrets.verifier ?? null };
  const first = await exchangeCode(endpoint, applyClientAuth, grant, io());
  const tokens = await exchanged(provider, first, values, client);
  return {
    credentials: {
      ...fromTokenSet(tokens, endpoint.refreshUrl ?? endpoint.url, scopes.join(provider.scopeSeparator)),
      ...(scopes.length > 0 && { requested_scopes: scopes }),
    },
    expiresAt: tokens.expiresAt,
    kept: { ...callback, ...keptValues(provider, { token: tokens.raw }) },
  };
}

/** The authorization code flow (RFC 6749 §4.1, RFC 7636, RFC 9126, RFC 9207). */
export const codeFlow: Flow<Code> = { begin, finish };
