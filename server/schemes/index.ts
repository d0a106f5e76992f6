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

/** Returns the record of a provider's scheme. */
export function schemeOf<P extends Provider>(provider: P): Scheme<P> {
  // The table pairs each scheme with its own record; the compiler can't follow that through the lookup.
  return SCHEMES[provider.scheme] as unknown as Scheme<P>;
}

/** Returns the flow of a provider that connects by redirect. @throws ServiceError `invalid_auth_mode` when it connects by a form. */
export function flowOf(provider: Provider): Flow {
  const { flow } = schemeOf(provider);
  if (flow) return flow;
  throw new ServiceError(
    "invalid_auth_mode",
    `${provider.name} connects by a form, not by a redirect. Open the connect link again.`,
  );
}

/**
 * Issues the credentials of a provider from typed values: uses them unchanged, gets a token with them, or signs one.
 * @throws OAuthError, OAuthResponseError, OAuthTransportError, AssertionKeyError, TemplateError, TypeError;
 *   ServiceError `invalid_auth_mode` when the provider connects by redirect.
 */
export async function issueCredentials(provider: Provider, input: IssueInput): Promise<Issued> {
  const { issue } = schemeOf(provider);
  if (issue) return issue(provider, input);
  throw new ServiceError(
    "invalid_auth_mode",
    `${provider.name} connects by a redirect, not by a form. Open the connect link again.`,
  );
}

/** Returns what the team must enter for an integration of this provider. */
export function clientNeed(provider: Provider): ClientNeed {
  return schemeOf(provider).need?.(provider) ?? "nothing";
}

/** Returns what the team enters as the client secret: a shared secret or a private key. */
export function clientProof(provider: Provider): ClientProof {
  return schemeOf(provider).proof?.(provider) ?? "secret";
}

/** Returns whether credentials can be refreshed without the end user. */
export function canRefresh(provider: Provider, stored: StoredCredentials): boolean {
  const scheme = schemeOf(provider);
  if (isIssued(stored)) return scheme.issue !== undefined;
  return scheme.refresh !== undefined && (scheme.canRefresh?.(provider, stored) ?? true);
}

/** Returns what the worker does for credentials: `refresh` gets new ones, `verify` tests the stored ones, `none` does nothing. */
export function careOf(provider: Provider, stored: StoredCredentials): "refresh" | "verify" | "none" {
  if (canRefresh(provider, stored)) return "refresh";
  return provider.verify && !isNothing(stored) ? "verify" : "none";
}

/** A stored credential that is about to be refreshed. */
export type RefreshSubject = TemplateSubject & Pick<RefreshInput, "stored" | "isHeld">;

/** Refreshes stored credentials. @throws the errors of the scheme's requests, TypeError when they can't be refreshed. */
export async function refreshCredentials(subject: RefreshSubject): Promise<Issued> {
  const { integration, connectionId, connectionConfig, stored } = subject;
  const provider = providerOf(integration);
  const { refresh } = schemeOf(provider);
  if (refresh) return refresh({ ...subject, provider, values: await templateContext(subject) });
  if (!isIssued(stored)) throw new TypeError("These credentials can't be refreshed without the end user");
  const { fields, refresh_token: refreshToken } = stored;
  const externalId = stored.values?.external_id || connectionId;
  // Like the first request: no value of the old token, such as a cookie, may be in the new request.
  const values = await templateContext({ integration, connectionId, connectionConfig, fields });
  return issueCredentials(provider, { fields, values, connectionId, externalId, refreshToken });
}
