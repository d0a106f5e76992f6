import type { Provider } from "@/providers/load";
import { ServiceError } from "@/server/core/errors";
import { io } from "@/server/net";
import { clientAuthFor } from "@/server/protocols/oauth2/client-auth";
import { privateKeyJwt } from "@/server/protocols/oauth2/private-key-jwt";
import type { ApplyClientAuth, TokenEndpoint } from "@/server/protocols/oauth2/types";
import { fillTemplates, renderHeader, type TemplateValues } from "@/server/protocols/template/render";
import { renderUrl } from "@/server/protocols/template/render-url";
import type { OAuth2Credentials, OwnClient } from "@/server/vault/credentials";
import { type IntegrationRow, openClientSecrets, providerOf } from "@/server/vault/integration";
import { message } from "@/wire/messages";
import { resourceOf, tokenEndpoint } from "./token-endpoint";

/** The client that requests tokens, and the token endpoint. */
export interface OAuth2Client {
  clientId: string;
  clientSecret: string | null;
  endpoint: TokenEndpoint;
  applyClientAuth: ApplyClientAuth;
}

function notConfigured(row: IntegrationRow): ServiceError {
  return new ServiceError(
    "integration_not_configured",
    message("connect.client_missing", { integration: row.uniqueKey }),
  );
}

/** Returns the token endpoint and the client authentication of an entry. Null: the entry has none. */
function fromEntry(
  provider: Provider,
  values: TemplateValues,
  discovered: string | undefined,
): { endpoint: TokenEndpoint; method: string } | null {
  switch (provider.scheme) {
    case "oauth2_code":
      return { endpoint: tokenEndpoint(provider, values), method: provider.clientAuth };
    case "mcp_oauth":
      if (!provider.tokenUrl && !discovered) return null;
      return {
        endpoint: {
          url: discovered ?? renderUrl(provider.tokenUrl ?? "", values),
          resource: resourceOf(provider.serverUrl, values),
          response: provider.tokenResponse,
        },
        method: "body",
      };
    case "app_installation":
      if (!provider.user) return null;
      return {
        endpoint: {
          url: renderUrl(provider.user.tokenUrl, values),
          headers: fillTemplates(provider.user.tokenHeaders, values, renderHeader),
        },
        method: "body",
      };
    default:
      return null;
  }
}

function ownClient(own: OwnClient, resource: string | undefined): OAuth2Client {
  return {
    clientId: own.id,
    clientSecret: own.secret ?? null,
    endpoint: { url: own.token_url, ...(resource && { resource }) },
    applyClientAuth: clientAuthFor(own.method, own.id, own.secret ?? ""),
  };
}

/**
 * Returns the OAuth 2.0 client of a connection and its token endpoint: the client that was registered for the connection, else
 * the integration's.
 * @throws ServiceError `integration_not_configured`, `invalid_auth_mode`; TemplateError, TypeError.
 */
export async function oauth2ClientOf(
  row: IntegrationRow,
  values: TemplateValues,
  stored?: Partial<Pick<OAuth2Credentials, "client" | "resource" | "token_url">>,
): Promise<OAuth2Client> {
  if (stored?.client) return ownClient(stored.client, stored.resource);
  const provider = providerOf(row);
  const secrets = await openClientSecrets(row);
  const client = { client_id: row.clientId ?? "", client_secret: secrets?.clientSecret ?? "" };
  const found = fromEntry(provider, { ...values, ...client }, stored?.token_url);
  if (!found) throw new ServiceError("invalid_auth_mode", `${provider.name} doesn't use OAuth 2.0.`);
  const { endpoint, method } = found;
  const clientSecret = secrets?.clientSecret ?? null;
  if (!row.clientId || (clientSecret === null && method !== "none")) throw notConfigured(row);
  const applyClientAuth =
    method === "private_key_jwt"
      ? privateKeyJwt({ clientId: row.clientId, key: clientSecret ?? "", alg: "RS256", audience: endpoint.url }, io())
      : clientAuthFor(method as "basic" | "body" | "none", row.clientId, clientSecret ?? "");
  return { clientId: row.clientId, clientSecret, endpoint, applyClientAuth };
}
