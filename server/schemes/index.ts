import type { Provider, Scheme as SchemeName } from "@/providers/load";
import { ServiceError } from "@/server/core/errors";
import type { StoredCredentials } from "@/server/vault/credentials";
import { providerOf } from "@/server/vault/integration";
import { appInstallation, pluginInstall } from "./app";
import { awsSigv4 } from "./aws";
import { isIssued, isNothing } from "./credentials";
import type { Flow } from "./flow";
import { jwtBearer, samlBearer, sessionLogin, tokenExchange } from "./login";
import { mcpDiscovery, mcpOAuth } from "./mcp";
import { oauth1, oauth1Tba } from "./oauth1";
import { oauth2ClientCredentials, oauth2Code, oauth2Password } from "./oauth2";
import { requestSigning } from "./request-signing";
import type { ClientNeed, ClientProof, Issued, IssueInput, RefreshInput, Scheme, SchemeOf } from "./scheme";
import { signedJwt, wsse } from "./signed";
import { type TemplateSubject, templateContext } from "./template-context";
import { apiKey, basic, none } from "./typed";

const SCHEMES: { [S in SchemeName]: SchemeOf<S> } = {
  oauth2_code: oauth2Code,
  oauth2_client_credentials: oauth2ClientCredentials,
  oauth2_password: oauth2Password,
  oauth1,
  oauth1_tba: oauth1Tba,
  mcp_oauth: mcpOAuth,
  mcp_oauth_discovery: mcpDiscovery,
  app_installation: appInstallation,
  plugin_install: pluginInstall,
  api_key: apiKey,
  basic,
  none,
  token_exchange: tokenExchange,
  session_login: sessionLogin,
  jwt_bearer: jwtBearer,
  saml_bearer: samlBearer,
  signed_jwt: signedJwt,
  wsse,
  aws_sigv4: awsSigv4,
  request_signing: requestSigning,
};

/** The record of a provider's scheme: everything Keyhold does for that way of connecting. */
export function schemeOf<P extends Provider>(provider: P): Scheme<P> {
  // The table pairs each scheme with its own record; the compiler can't follow that through the lookup.
  return SCHEMES[provider.scheme] as unknown as Scheme<P>;
}

/** How a provider connects by way of its own pages. @throws ServiceError `invalid_auth_mode` when it is connected by a form. */
export function flowOf(provider: Provider): Flow {
  const { flow } = schemeOf(provider);
  if (flow) return flow;
  throw new ServiceError("invalid_auth_mode", `${provider.name} is connected by a form. Open the connect link again.`);
}

/**
 * Makes the credential of a provider from what the end user typed: takes it as it is, gets a token with it, or signs one.
 * @throws OAuthError, OAuthResponseError, OAuthTransportError, AssertionKeyError, TemplateError, TypeError;
 *   ServiceError `invalid_auth_mode` when the end user has to go to the provider.
 */
export async function issueCredentials(provider: Provider, input: IssueInput): Promise<Issued> {
  const { issue } = schemeOf(provider);
  if (issue) return issue(provider, input);
  throw new ServiceError(
    "invalid_auth_mode",
    `${provider.name} is connected on its own pages. Open the connect link again.`,
  );
}

/** What an integration of this provider needs from the team. */
export function clientNeed(provider: Provider): ClientNeed {
  return schemeOf(provider).need?.(provider) ?? "nothing";
}

/** What the team enters as client secret. */
export function clientProof(provider: Provider): ClientProof {
  return schemeOf(provider).proof?.(provider) ?? "secret";
}

/** Whether a credential can be refreshed without its owner. */
export function canRefresh(provider: Provider, stored: StoredCredentials): boolean {
  const scheme = schemeOf(provider);
  if (isIssued(stored)) return scheme.issue !== undefined;
  return scheme.refresh !== undefined && (scheme.canRefresh?.(provider, stored) ?? true);
}

/** What the worker does for a credential: `refresh` gets a new one, `verify` tests the stored one, `none` does nothing. */
export function careOf(provider: Provider, stored: StoredCredentials): "refresh" | "verify" | "none" {
  if (canRefresh(provider, stored)) return "refresh";
  return provider.verify && !isNothing(stored) ? "verify" : "none";
}

/** A stored credential that is about to be refreshed. */
export type RefreshSubject = TemplateSubject & Pick<RefreshInput, "stored" | "isHeld">;

/** Gets a new credential in place of a stored one. @throws as the scheme's own requests; TypeError when it can't be refreshed. */
export async function refreshCredentials(subject: RefreshSubject): Promise<Issued> {
  const { integration, connectionId, connectionConfig, stored } = subject;
  const provider = providerOf(integration);
  const { refresh } = schemeOf(provider);
  if (refresh) return refresh({ ...subject, provider, values: await templateContext(subject) });
  if (!isIssued(stored)) throw new TypeError("This credential can't be refreshed without its owner");
  const { fields, refresh_token: refreshToken } = stored;
  const externalId = stored.values?.external_id || connectionId;
  // As it was issued the first time: nothing of the old token, such as a cookie, goes into the new request.
  const values = await templateContext({ integration, connectionId, connectionConfig, fields });
  return issueCredentials(provider, { fields, values, connectionId, externalId, refreshToken });
}
