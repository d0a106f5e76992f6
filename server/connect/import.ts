import type { Provider } from "@/providers/load";
import { getConnection } from "@/server/connections/get";
import type { Ctx } from "@/server/core/ctx";
import { ServiceError } from "@/server/core/errors";
import { newId, newUuid } from "@/server/core/ids";
import { inTransaction, type Prisma, recordAudit } from "@/server/db";
import { recordOperation } from "@/server/logs/record";
import { credentialColumns, noteStored } from "@/server/refresh/credential-columns";
import { installationToken } from "@/server/schemes/app/installation";
import { checkVariable } from "@/server/schemes/check-variable";
import { oauth2ClientOf } from "@/server/schemes/oauth2/client";
import { signingSecrets } from "@/server/schemes/signing-secrets";
import { fieldValues, runtimeValues, textsOf } from "@/server/schemes/values";
import { sealCredentials } from "@/server/vault/connection";
import type { StoredCredentials } from "@/server/vault/credentials";
import { templateValues } from "@/server/vault/credentials";
import { findIntegration, type IntegrationRow, openSettings, providerOf } from "@/server/vault/integration";
import type { Connection } from "@/wire/connections";
import type { Issue } from "@/wire/errors";
import type { ImportConnectionInput } from "@/wire/import-connection";
import { authModeOf } from "@/wire/schemes";
import { toConnectError } from "./connect-error";
import { checkFields } from "./form/check-fields";
import { verify } from "./form/verify";

type Given = ImportConnectionInput["credentials"];

interface Imported {
  credentials: StoredCredentials;
  expiresAt: number | null;
  kept: Record<string, string>;
}

const TRIED = new Set(["API_KEY", "BASIC", "TBA"]);

/** The variables of an imported connection: those the entry declares must fit, others are kept as they are. */
function checkConfig(provider: Provider, config: Record<string, unknown>): void {
  const texts = textsOf(config);
  const issues = provider.variables.flatMap((variable): Issue[] => {
    const value = texts[variable.name];
    const isMissing = value === undefined && !variable.optional && variable.default === undefined;
    const message = value === undefined ? (isMissing ? "This field is needed." : null) : checkVariable(variable, value);
    return message ? [{ code: "custom", message, path: ["connection_config", variable.name] }] : [];
  });
  if (issues.length > 0) throw new ServiceError("invalid_body", issues[0]?.message ?? "", { issues });
}

function end(expiresAt: string | undefined): number | null {
  return expiresAt === undefined ? null : Date.parse(expiresAt);
}

/** What an import says, in the shape that is sealed. @throws as the provider's protocol. */
async function toStored(row: IntegrationRow, given: Given, values: Record<string, string>): Promise<Imported> {
  switch (given.type) {
    case "OAUTH2": {
      const { access_token, refresh_token, expires_at, raw } = given;
      const { endpoint } = await oauth2ClientOf(row, values);
      const token_url = endpoint.refreshUrl ?? endpoint.url;
      const credentials = {
        type: given.type,
        access_token,
        ...(refresh_token && { refresh_token }),
        ...(expires_at && { expires_at }),
        raw: raw ?? {},
        token_url,
      };
      return { credentials, expiresAt: end(expires_at), kept: {} };
    }
    case "OAUTH1":
      return { credentials: { ...given, raw: {} }, expiresAt: null, kept: {} };
    case "OAUTH2_CC": {
      const { type, token, expires_at, ...fields } = given;
      const credentials = { type, fields: textsOf(fields), token, ...(expires_at && { expires_at }) };
      return { credentials, expiresAt: end(expires_at), kept: {} };
    }
    case "APP":
    case "CUSTOM": {
      const provider = providerOf(row);
      if (provider.scheme !== "app_installation") throw new TypeError("Only installations are imported this way");
      const kept = { installation_id: given.installation_id };
      return { ...(await installationToken(provider, { ...values, ...kept })), kept };
    }
    default:
      return { credentials: given as StoredCredentials, expiresAt: null, kept: {} };
  }
}

function checkMode(provider: Provider, { type }: Given): void {
  const mode = authModeOf(provider);
  if (type === mode) return;
  const message = `${provider.name} takes credentials of type ${mode}, not ${type}.`;
  throw new ServiceError("invalid_body", message, {
    issues: [{ code: "custom", message, path: ["credentials", "type"] }],
  });
}

async function obtain(row: IntegrationRow, input: ImportConnectionInput, connectionId: string): Promise<Imported> {
  const provider = providerOf(row);
  const config = input.connection_config ?? {};
  const settings = await openSettings(row);
  const { type: _type, ...typed } = input.credentials;
  const fields = TRIED.has(input.credentials.type) ? textsOf(typed) : {};
  if (TRIED.has(input.credentials.type)) checkFields(provider, fields);
  const values = {
    ...textsOf(config),
    ...runtimeValues(connectionId),
    ...fieldValues(provider, { ...settings, ...fields }),
  };
  try {
    const imported = await toStored(row, input.credentials, values);
    if (TRIED.has(input.credentials.type)) {
      const known = { ...values, ...templateValues(imported.credentials) };
      await verify(provider, known, await signingSecrets(row, imported.credentials));
    }
    return imported;
  } catch (thrown) {
    throw toConnectError(thrown, provider);
  }
}

/**
 * Brings a connection from elsewhere, or replaces the credentials of one that is here. A credential that can be tried is
 * tried first; what fails is not stored.
 * @throws ServiceError `not_found`, `invalid_body`, `invalid_connection`, `connection_test_failed`, `provider_unavailable`.
 */
export async function importConnection(ctx: Ctx, input: ImportConnectionInput): Promise<Connection> {
  const startedAt = ctx.now();
  const row = await findIntegration(ctx, input.provider_config_key);
  const provider = providerOf(row);
  checkMode(provider, input.credentials);
  checkConfig(provider, input.connection_config ?? {});
  const connectionId = input.connection_id ?? newUuid();
  const { credentials, expiresAt, kept } = await obtain(row, input, connectionId);
  const { environmentId } = ctx;
  const name = { environmentId, integrationId: row.id, connectionId };
  await inTransaction(async (tx) => {
    const where = { environmentId_integrationId_connectionId: name };
    const known = await tx.connection.findUnique({ where, select: { id: true } });
    const place = { id: known?.id ?? newId("conn"), environmentId };
    const data = {
      ...(await credentialColumns(tx, row, { credentials, expiresAt })),
      credentials: await sealCredentials(place, credentials),
      connectionConfig: { ...input.connection_config, ...kept } as Prisma.JsonObject,
      ...(input.metadata && { metadata: input.metadata as Prisma.JsonObject }),
      ...(input.tags && { tags: input.tags }),
      ...(input.end_user && { endUser: input.end_user as Prisma.JsonObject }),
      ...(input.webhook_url_override !== undefined && { webhookUrlOverride: input.webhook_url_override || null }),
    };
    if (known) {
      await tx.connection.update({ where, data: { ...data, fence: { increment: 1 } } });
      await noteStored(tx, place);
    } else await tx.connection.create({ data: { ...data, ...name, id: place.id, authMode: authModeOf(provider) } });
    await recordAudit(tx, ctx, { action: "connection.imported", targetId: place.id });
    await recordOperation(tx, ctx, {
      type: "connection",
      status: "success",
      integration: row.uniqueKey,
      provider: provider.slug,
      connection: connectionId,
      message: known ? `Replaced the credentials for ${provider.name}.` : `Imported a connection to ${provider.name}.`,
      startedAt,
    });
  });
  return getConnection(ctx, { connectionId, provider_config_key: row.uniqueKey });
}
