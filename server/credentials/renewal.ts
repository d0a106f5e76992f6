import type { Provider } from "@/providers/load";
import type { ConnectionRow } from "@/server/connections/record";
import type { Ctx } from "@/server/core/ctx";
import { ServiceError } from "@/server/core/errors";
import { findIntegration, type IntegrationRow, openSettings, providerOf } from "@/server/integrations/record";
import { io } from "@/server/net";
import { refreshAccessToken, refreshByAccessToken } from "@/server/protocols/oauth2/refresh";
import type { TokenSet } from "@/server/protocols/oauth2/types";
import { runInstallation } from "@/server/schemes/installation";
import { type Issued, issueCredentials } from "@/server/schemes/issue";
import { keptValues } from "@/server/schemes/kept-values";
import { oauth2ClientOf } from "@/server/schemes/oauth2-client";
import { fieldValues, runtimeValues, textsOf } from "@/server/schemes/values";
import { fromTokenSet } from "./from-token-set";
import { isIssued, type OAuth2Credentials, type StoredCredentials } from "./stored";

/** What a renewal brings: a credential to store in the old one's place. */
export type Renewed = Issued;

/** Tells whether a credential can be renewed without its owner. */
export function canRenew(provider: Provider, stored: StoredCredentials): boolean {
  if (stored.type === "APP" || stored.type === "CUSTOM" || isIssued(stored)) return true;
  if (stored.type !== "OAUTH2") return false;
  if (provider.scheme === "oauth2_code" && provider.refreshBy === "access_token") return true;
  return stored.refresh_token !== undefined;
}

/** A refresh token goes only where the code was redeemed, whatever the catalog says by now (RFC 9700 §4.4.2). */
function checkSameServer(name: string, address: string, stored: OAuth2Credentials): void {
  if (new URL(address).origin === new URL(stored.token_url).origin) return;
  const message = `${name}'s token endpoint moved to another host, so the refresh token is not sent. Reconnect the user.`;
  throw new ServiceError("invalid_credentials", message, { status: 424 });
}

async function prepareOAuth2(row: ConnectionRow, integration: IntegrationRow, stored: OAuth2Credentials) {
  const provider = providerOf(integration);
  const token = { token: stored.access_token };
  const values = { ...textsOf(row.connectionConfig), ...runtimeValues(row.connectionId), ...token };
  const { endpoint, applyClientAuth } = await oauth2ClientOf(integration, values, stored);
  checkSameServer(provider.name, endpoint.refreshUrl ?? endpoint.url, stored);
  const isByToken = provider.scheme === "oauth2_code" && provider.refreshBy === "access_token";
  return async (): Promise<Renewed> => {
    const tokens: TokenSet = isByToken
      ? await refreshByAccessToken(endpoint, null, io())
      : await refreshAccessToken(endpoint, applyClientAuth, stored.refresh_token ?? "", io());
    const { client, resource, requested_scopes } = stored;
    const kept = {
      ...(client && { client }),
      ...(resource && { resource }),
      ...(requested_scopes && { requested_scopes }),
    };
    return {
      credentials: { ...fromTokenSet(tokens, stored.token_url, stored.scope), ...kept },
      expiresAt: tokens.expiresAt,
      kept: keptValues(provider, { token: tokens.raw }),
    };
  };
}

async function prepareReissue(row: ConnectionRow, integration: IntegrationRow, stored: StoredCredentials) {
  const provider = providerOf(integration);
  const fields = isIssued(stored) ? stored.fields : {};
  const settings = await openSettings(integration);
  const externalId = (isIssued(stored) && stored.values?.external_id) || row.connectionId;
  const refreshToken = isIssued(stored) ? stored.refresh_token : undefined;
  return async (): Promise<Renewed> => {
    const values = {
      ...textsOf(row.connectionConfig),
      ...runtimeValues(row.connectionId),
      ...fieldValues(provider, { ...settings, ...fields }),
    };
    if (provider.scheme === "app_installation") return runInstallation(provider, integration, { values, stored });
    return issueCredentials(provider, { fields, values, connectionId: row.connectionId, externalId, refreshToken });
  };
}

/**
 * Makes ready to renew a connection's credential, so that whatever is wrong on our side shows before a lease is taken.
 * @returns the call itself, which throws OAuthError, OAuthResponseError, OAuthTransportError.
 * @throws ServiceError `unknown_provider_template`, `integration_not_configured`, `invalid_credentials`.
 */
export async function prepareRenewal(
  ctx: Ctx,
  row: ConnectionRow,
  stored: StoredCredentials,
): Promise<() => Promise<Renewed>> {
  const integration = await findIntegration(ctx, row.uniqueKey);
  return stored.type === "OAUTH2" ? prepareOAuth2(row, integration, stored) : prepareReissue(row, integration, stored);
}
