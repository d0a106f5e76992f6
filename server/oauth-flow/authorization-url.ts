import { ServiceError } from "@/server/core/errors";
import { type OAuth2Provider, renderAll } from "@/server/integrations/oauth2-client";
import type { IntegrationRow } from "@/server/integrations/record";
import { buildAuthorizationUrl } from "@/server/protocols/oauth2/authorization-url";
import type { TemplateValues } from "@/server/protocols/template/render";
import { renderUrl } from "@/server/protocols/template/render-url";

interface Trip {
  integration: IntegrationRow;
  values: TemplateValues;
  redirectUri: string;
  state: string;
  scopes: string[];
  /** S256. Null: the provider takes no PKCE. */
  codeChallenge: string | null;
  /** Wins over the catalog's own parameters, never over those of the protocol. */
  extraParams: Record<string, string>;
  userScope: string | undefined;
}

/** Scopes of the person, for the providers that know them. */
function userScopeParams(provider: OAuth2Provider, userScope: string | undefined): Record<string, string> {
  if (!provider.userScopeParam || !userScope) return {};
  return { [provider.userScopeParam]: userScope.split(",").join(provider.scopeSeparator) };
}

/**
 * The address a browser is sent to for this integration.
 * @throws ServiceError `integration_not_configured` without a client id.
 */
export function authorizationUrlOf(provider: OAuth2Provider, trip: Trip): string {
  const { integration, values, extraParams, userScope, ...request } = trip;
  if (!integration.clientId) {
    const message = `The integration "${integration.uniqueKey}" has no client id. The product's team must enter it.`;
    throw new ServiceError("integration_not_configured", message);
  }
  return buildAuthorizationUrl({
    ...request,
    authorizeUrl: renderUrl(provider.authorizeUrl, values),
    clientId: integration.clientId,
    scopeSeparator: provider.scopeSeparator,
    rename: provider.authorizeRename,
    params: {
      ...renderAll(provider.authorizeParams, values),
      ...userScopeParams(provider, userScope),
      ...extraParams,
    },
  });
}
