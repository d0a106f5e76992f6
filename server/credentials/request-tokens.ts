import type { ConnectionRow } from "@/server/connections/record";
import type { Ctx } from "@/server/core/ctx";
import { ServiceError } from "@/server/core/errors";
import { clientAuthOf, oauth2ProviderOf, runtimeValues, tokenEndpointOf } from "@/server/integrations/oauth2-client";
import { findIntegration } from "@/server/integrations/record";
import { io } from "@/server/net";
import { refreshAccessToken } from "@/server/protocols/oauth2/refresh";
import type { TokenSet } from "@/server/protocols/oauth2/types";
import type { OAuth2Credentials, RenewableCredentials } from "./stored";

/** Configuration that templates can name: texts only. */
function textsOf(config: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(config).filter((pair): pair is [string, string] => typeof pair[1] === "string"),
  );
}

/** A refresh token goes only where the code was redeemed, whatever the catalog says by now (RFC 9700 §4.4.2). */
function checkSameServer(name: string, address: string, stored: OAuth2Credentials): void {
  if (new URL(address).origin === new URL(stored.token_url).origin) return;
  const message = `${name}'s token endpoint moved to another host, so the refresh token is not sent. Reconnect the user.`;
  throw new ServiceError("invalid_credentials", message, { status: 424 });
}

/**
 * Makes ready to renew a connection's token, so that whatever is wrong on our side shows before a lease is taken.
 * @returns the call itself, which throws OAuthError, OAuthResponseError, OAuthTransportError.
 * @throws ServiceError `unknown_provider_template`, `integration_not_configured`, `invalid_credentials`.
 */
export async function prepareRefresh(
  ctx: Ctx,
  row: ConnectionRow,
  stored: RenewableCredentials,
): Promise<() => Promise<TokenSet>> {
  const provider = oauth2ProviderOf(row);
  const values = { ...textsOf(row.connectionConfig), ...runtimeValues(row.connectionId) };
  const endpoint = tokenEndpointOf(provider, values);
  checkSameServer(provider.name, endpoint.refreshUrl ?? endpoint.url, stored);
  const applyClientAuth = await clientAuthOf(await findIntegration(ctx, row.uniqueKey), provider);
  return () => refreshAccessToken(endpoint, applyClientAuth, stored.refresh_token, io());
}
