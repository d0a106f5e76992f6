import { authModeOf } from "@/providers/auth-mode";
import { loadProvider, type Provider } from "@/providers/load";
import { env } from "@/server/core/env";
import { ServiceError } from "@/server/core/errors";
import type { IntegrationRow } from "./record";
import type { CreateIntegrationInput, Integration } from "./schema";

/** Checks that credentials fit the provider. @throws ServiceError `invalid_body` that names the field. */
export function checkCredentials(
  provider: Provider,
  credentials: CreateIntegrationInput["credentials"],
  isRequired: boolean,
): void {
  const authMode = authModeOf(provider);
  const needsClient = provider.scheme === "oauth2_code";
  const refuse = (path: string[], message: string) => {
    throw new ServiceError("invalid_body", message, { issues: [{ code: "custom", message, path }] });
  };
  if (!credentials) {
    if (needsClient && isRequired) {
      refuse(["credentials"], `${provider.name} needs the client id and secret of your own OAuth app.`);
    }
    return;
  }
  if (!needsClient)
    refuse(["credentials"], `${provider.name} takes no client credentials: each end user brings a key.`);
  if (credentials.type !== authMode)
    refuse(["credentials", "type"], `${provider.name} takes credentials of type ${authMode}.`);
}

/** An integration in the shape of the public API, without secrets. */
export function toIntegration(row: IntegrationRow): Integration {
  return {
    unique_key: row.uniqueKey,
    provider: row.provider,
    display_name: row.displayName ?? loadProvider(row.provider)?.name ?? row.provider,
    logo: `${env().KEYHOLD_PUBLIC_URL}/images/template-logos/${row.provider}.svg`,
    forward_webhooks: row.forwardWebhooks,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}
