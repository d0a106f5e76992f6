import type { OAuth2CodeProvider } from "@/providers/load";
import { env } from "@/server/core/env";
import { ServiceError } from "@/server/core/errors";
import { clientAuthFor } from "@/server/protocols/oauth2/client-auth";
import type { ApplyClientAuth, TokenEndpoint } from "@/server/protocols/oauth2/types";
import { renderHeader, renderText, type TemplateValues } from "@/server/protocols/template/render";
import { renderUrl } from "@/server/protocols/template/render-url";
import { type IntegrationRow, openClientSecrets, providerOf } from "./record";

/** A catalog entry that connects by an authorization code. */
export type OAuth2Provider = OAuth2CodeProvider;

/** The catalog entry of an OAuth 2.0 integration. @throws ServiceError `invalid_auth_mode` when it is of another scheme. */
export function oauth2ProviderOf(row: { provider: string }): OAuth2Provider {
  const provider = providerOf(row);
  if (provider.scheme === "oauth2_code") return provider;
  throw new ServiceError("invalid_auth_mode", `${provider.name} is not connected by OAuth 2.0.`);
}

/** The values of the moment that templates may name beside the connection's own. */
export function runtimeValues(connectionId: string): TemplateValues {
  return { "@self": env().KEYHOLD_PUBLIC_URL, "@connectionId": connectionId };
}

/** Fills a set of templates. */
export function renderAll(
  templates: Record<string, string> | undefined,
  values: TemplateValues,
  render: typeof renderText = renderText,
): Record<string, string> {
  return Object.fromEntries(Object.entries(templates ?? {}).map(([name, text]) => [name, render(text, values)]));
}

/** The token endpoint of one connection: the catalog's templates filled in. @throws TemplateError, TypeError */
export function tokenEndpointOf(provider: OAuth2Provider, values: TemplateValues): TokenEndpoint {
  const { tokenMethod, bodyFormat, tokenHeaders, tokenParams, refreshUrl, refreshParams, tokenResponse } = provider;
  return {
    url: renderUrl(provider.tokenUrl, values),
    method: tokenMethod,
    bodyFormat,
    headers: renderAll(tokenHeaders, values, renderHeader),
    params: renderAll(tokenParams, values),
    refreshUrl: refreshUrl && renderUrl(refreshUrl, values),
    refreshParams: renderAll(refreshParams, values),
    response: { ...tokenResponse, assumeExpiresIn: provider.assumeExpiresIn },
  };
}

/** The client authentication of an integration. @throws ServiceError `integration_not_configured` without id or secret. */
export async function clientAuthOf(row: IntegrationRow, provider: OAuth2Provider): Promise<ApplyClientAuth> {
  const secrets = await openClientSecrets(row);
  if (row.clientId && (secrets || provider.clientAuth === "none")) {
    const method = provider.clientAuth === "private_key_jwt" ? "none" : provider.clientAuth;
    return clientAuthFor(method, row.clientId, secrets?.clientSecret ?? "");
  }
  const message = `The integration "${row.uniqueKey}" has no client id and secret. The product's team must enter them.`;
  throw new ServiceError("integration_not_configured", message);
}
