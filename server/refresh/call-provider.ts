import type { Provider } from "@/providers/load";
import { ServiceError } from "@/server/core/errors";
import { log } from "@/server/core/log";
import { io } from "@/server/net";
import { OAuthError, OAuthTransportError } from "@/server/protocols/oauth2/errors";
import { refreshAccessToken, refreshByAccessToken } from "@/server/protocols/oauth2/refresh";
import type { TokenSet } from "@/server/protocols/oauth2/types";
import { verifyCredential } from "@/server/protocols/verify-call";
import { apiOf } from "@/server/schemes/api-of";
import { runInstallation } from "@/server/schemes/app/installation";
import { careOf } from "@/server/schemes/can-renew";
import { type Issued, issueCredentials } from "@/server/schemes/issue";
import { keptValues } from "@/server/schemes/kept-values";
import { oauth2ClientOf } from "@/server/schemes/oauth2/client";
import { fromTokenSet } from "@/server/schemes/oauth2/from-token-set";
import { fieldValues, runtimeValues, textsOf } from "@/server/schemes/values";
import type { ConnectionRow } from "@/server/vault/connection";
import { isIssued, type OAuth2Credentials, type StoredCredentials } from "@/server/vault/credentials";
import { isInstallationHeld } from "@/server/vault/installation-held";
import { type IntegrationRow, openSettings, providerOf } from "@/server/vault/integration";

/** What a renewal brings: a credential to store in the old one's place. */
export type Renewed = Issued;

/** A refresh token goes only where the code was redeemed, whatever the catalog says by now (RFC 9700 §4.4.2). */
function checkSameServer(name: string, address: string, stored: OAuth2Credentials): void {
  if (new URL(address).origin === new URL(stored.token_url).origin) return;
  const message = `${name}'s token endpoint moved to another host, so the refresh token is not sent. Reconnect the user.`;
  throw new ServiceError("invalid_credentials", message, { status: 424 });
}

async function byRefreshToken(
  row: ConnectionRow,
  integration: IntegrationRow,
  stored: OAuth2Credentials,
): Promise<Renewed> {
  const provider = providerOf(integration);
  const token = { token: stored.access_token };
  const values = { ...textsOf(row.connectionConfig), ...runtimeValues(row.connectionId), ...token };
  const { endpoint, applyClientAuth } = await oauth2ClientOf(integration, values, stored);
  checkSameServer(provider.name, endpoint.refreshUrl ?? endpoint.url, stored);
  const isByToken = provider.scheme === "oauth2_code" && provider.refreshBy === "access_token";
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
    kept: keptOrNothing(provider, tokens.raw),
  };
}

/** A value that cannot be kept is no reason to lose the token that came with it: the old one stays. */
function keptOrNothing(provider: Provider, token: Record<string, unknown>): Record<string, string> {
  try {
    return keptValues(provider, { token });
  } catch (error) {
    log().warn({ err: error, provider: provider.slug }, "a value of a renewal cannot be kept");
    return {};
  }
}

async function byIssuing(row: ConnectionRow, integration: IntegrationRow, stored: StoredCredentials): Promise<Renewed> {
  const provider = providerOf(integration);
  const fields = isIssued(stored) ? stored.fields : {};
  const settings = await openSettings(integration);
  const externalId = (isIssued(stored) && stored.values?.external_id) || row.connectionId;
  const refreshToken = isIssued(stored) ? stored.refresh_token : undefined;
  const values = {
    ...textsOf(row.connectionConfig),
    ...runtimeValues(row.connectionId),
    ...fieldValues(provider, { ...settings, ...fields }),
  };
  if (provider.scheme === "app_installation") {
    const isHeld = (name: string, id: string) => isInstallationHeld(row, name, id);
    return runInstallation(provider, integration, { values, stored, isHeld });
  }
  return issueCredentials(provider, { fields, values, connectionId: row.connectionId, externalId, refreshToken });
}

/** Tries a credential that cannot be renewed. @throws OAuthError, OAuthTransportError when it is refused or cannot be tried. */
async function tryCredential(
  row: ConnectionRow,
  integration: IntegrationRow,
  stored: StoredCredentials,
): Promise<Renewed> {
  const provider = providerOf(integration);
  const { target, values } = await apiOf(row, integration, stored);
  if (!provider.verify) throw new TypeError("The entry has no call that tries a credential");
  const result = await verifyCredential({ ...target, call: provider.verify }, values, io());
  if (result.kind === "accepted") return { credentials: stored, expiresAt: row.expiresAt?.getTime() ?? null, kept: {} };
  const { status, said } = result;
  if (status === null) throw new OAuthTransportError(new Error("No answer"));
  // Only "who are you?" speaks of the credential itself; "you may not" can have many reasons.
  throw new OAuthError(status === 401 ? "invalid_grant" : `status_${status}`, said, status);
}

/**
 * Asks the provider for a new credential, or tries the one there is where it cannot be renewed.
 * @throws OAuthError, OAuthResponseError, OAuthTransportError; ServiceError `unknown_provider_template`,
 *   `integration_not_configured`, `invalid_credentials`, `token_err`; AssertionKeyError, TemplateError, TypeError.
 */
export async function renew(
  row: ConnectionRow,
  integration: IntegrationRow,
  stored: StoredCredentials,
): Promise<Renewed> {
  const care = careOf(providerOf(integration), stored);
  if (care === "verify") return tryCredential(row, integration, stored);
  if (care === "none") throw new TypeError("This credential cannot be renewed without its owner");
  return stored.type === "OAUTH2" ? byRefreshToken(row, integration, stored) : byIssuing(row, integration, stored);
}
