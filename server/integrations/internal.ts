import { renderMessage } from "@/messages/render";
import { loadProvider, type Provider } from "@/providers/load";
import { env } from "@/server/core/env";
import { ServiceError } from "@/server/core/errors";
import { AssertionKeyError, readPrivateKey } from "@/server/protocols/assertion/private-key";
import { clientNeed, clientProof, schemeOf } from "@/server/schemes";
import type { ClientSecrets, IntegrationRow } from "@/server/vault/integration";
import { logoPath } from "@/wire/endpoints";
import { type ClientChanges, hasApp, hasClient, type Integration } from "@/wire/integrations";
import { authModeOf } from "@/wire/schemes";

function refuse(path: string[], message: string): never {
  throw new ServiceError("invalid_body", message, { issues: [{ code: "custom", message, path }] });
}

/** Checks a private key when it is entered, not when the first user connects. */
function checkKey(provider: Provider, field: "client_secret" | "private_key", pem: string): void {
  const path = ["credentials", field];
  let kind: string | undefined;
  try {
    kind = readPrivateKey(pem).asymmetricKeyType;
  } catch (error) {
    if (!(error instanceof AssertionKeyError)) throw error;
    refuse(path, renderMessage(error.problem));
  }
  const { keyType } = schemeOf(provider);
  if (keyType && kind !== keyType)
    refuse(path, `${provider.name} requires an ${keyType.toUpperCase()} key. Enter another key.`);
}

/** Checks that credentials suit the provider. @throws ServiceError `invalid_body` that names the field. */
export function checkCredentials(
  provider: Provider,
  credentials: ClientChanges | undefined,
  isRequired: boolean,
): void {
  const authMode = authModeOf(provider);
  const need = clientNeed(provider);
  if (!credentials) {
    if (need === "nothing" || !isRequired) return;
    const what = need === "client" ? "client ID and secret of your OAuth app" : "ID, URL and private key of your app";
    refuse(["credentials"], `${provider.name} requires the ${what}. Add them as credentials.`);
  }
  if (need === "nothing")
    refuse(
      ["credentials"],
      `${provider.name} doesn't use client credentials, because each end user enters their own. Omit them.`,
    );
  if (credentials.type !== authMode)
    refuse(["credentials", "type"], `${provider.name} requires credentials of type ${authMode}.`);
  if (hasClient(credentials) && credentials.client_secret && clientProof(provider) === "private_key")
    checkKey(provider, "client_secret", credentials.client_secret);
  if ("private_key" in credentials && credentials.private_key)
    checkKey(provider, "private_key", credentials.private_key);
}

/** Returns an app's settings: the given ones, otherwise the stored ones. */
function appSettings(
  given: { app_id?: string | undefined; app_link?: string | undefined; private_key?: string | undefined },
  stored: Record<string, string> = {},
): Record<string, string> {
  const take = (name: "app_id" | "app_link" | "private_key", what: string) =>
    given[name] ?? stored[name] ?? refuse(["credentials", name], `Enter the app's ${what}.`);
  return {
    app_id: take("app_id", "ID"),
    app_link: take("app_link", "URL").replace(/\/+$/, ""),
    private_key: take("private_key", "private key"),
  };
}

/** Returns an integration's secrets: the given ones, otherwise the stored ones. @throws ServiceError `invalid_body` for a missing secret. */
export function secretsOf(credentials: ClientChanges | undefined, stored: ClientSecrets = {}): ClientSecrets {
  if (!credentials) return stored;
  const next = { ...stored, webhookSecret: credentials.webhook_secret ?? stored.webhookSecret };
  if (hasClient(credentials)) {
    next.clientSecret = credentials.client_secret ?? stored.clientSecret;
    if (next.clientSecret === undefined) refuse(["credentials", "client_secret"], "Enter the client secret.");
  }
  if (hasApp(credentials)) {
    next.settings = { ...stored.settings, ...appSettings(credentials, stored.settings) };
  }
  return next;
}

/**
 * Splits the configuration of an integration into the catalog entry's settings, which are checked and then sealed, and
 * other values. @throws ServiceError `invalid_body` that names the invalid setting.
 */
export function partSettings(provider: Provider, config: Record<string, string> = {}) {
  const settings: Record<string, string> = {};
  const open: Record<string, string> = {};
  for (const [name, value] of Object.entries(config)) {
    const field = provider.settings.find((known) => known.name === name);
    if (!field) {
      open[name] = value;
      continue;
    }
    if (field.pattern && !new RegExp(field.pattern).test(value))
      refuse(["integration_config", name], "This value doesn't look right. Copy all of it again.");
    settings[name] = value;
  }
  return { settings, open };
}

/** Whether there are no secrets to store. */
export function isEmpty({ clientSecret, webhookSecret, settings, registrations }: ClientSecrets): boolean {
  return (
    clientSecret === undefined &&
    webhookSecret === undefined &&
    registrations === undefined &&
    Object.keys(settings ?? {}).length === 0
  );
}

/** Returns an integration in the shape of the public API, without secrets. */
export function toIntegration(row: IntegrationRow): Integration {
  return {
    unique_key: row.uniqueKey,
    provider: row.provider,
    display_name: row.displayName ?? loadProvider(row.provider)?.name ?? row.provider,
    logo: env().KEYHOLD_PUBLIC_URL + logoPath(row.provider),
    forward_webhooks: row.forwardWebhooks,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}
