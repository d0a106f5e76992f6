import type { Provider } from "@/providers/load";
import { permit } from "@/server/access/permit";
import { verb } from "@/server/access/verb";
import { readConnection } from "@/server/connections/read";
import type { Ctx } from "@/server/core/ctx";
import { type FieldProblem, invalidField, refuseFields } from "@/server/core/errors";
import { newUuid } from "@/server/core/ids";
import { inTransaction, type Prisma, recordAudit } from "@/server/db";
import { recordOperation } from "@/server/logs/record";
import { insertConnection, replaceCredentials } from "@/server/refresh/store-credentials";
import { schemeOf } from "@/server/schemes";
import { signingSecrets } from "@/server/schemes/api-target";
import { checkVariable } from "@/server/schemes/check-variable";
import type { Issued } from "@/server/schemes/scheme";
import { templateContext, textsOf } from "@/server/schemes/template-context";
import type { StoredCredentials } from "@/server/vault/credentials";
import { findIntegration, type IntegrationRow, providerOf } from "@/server/vault/integration";
import type { Connection } from "@/wire/connections";
import { message } from "@/wire/messages";
import { authModeOf } from "@/wire/schemes";
import type { ImportedConnection } from "@/wire/verb-input";
import { toConnectError } from "./connect-error";
import { checkFields } from "./form/check-fields";
import { verify } from "./form/verify";

type Given = ImportedConnection["credentials"];

/** Checks the variables that the catalog entry declares. Other values are stored unchanged. */
function checkConfig(provider: Provider, config: Record<string, unknown>): void {
  const texts = textsOf(config);
  const problems = provider.variables.flatMap((variable): FieldProblem[] => {
    const value = texts[variable.name];
    const isMissing = value === undefined && !variable.optional && variable.default === undefined;
    const missing = isMissing ? message("field.required") : null;
    const problem = value === undefined ? missing : checkVariable(variable, value);
    return problem ? [{ message: problem, path: ["connection_config", variable.name] }] : [];
  });
  refuseFields("invalid_body", problems);
}

function checkMode(provider: Provider, { type }: Given): void {
  const mode = authModeOf(provider);
  if (type === mode) return;
  throw invalidField(["credentials", "type"], `${provider.name} requires credentials of type ${mode}, not ${type}.`);
}

/** Converts the credentials if the scheme has a conversion. Else they are what an end user would type, and are checked that way. */
async function obtain(row: IntegrationRow, input: ImportedConnection, connectionId: string): Promise<Issued> {
  const { credentials: given } = input;
  const provider = providerOf(row);
  const { type: _type, ...typed } = given;
  const { take } = schemeOf(provider);
  const fields = take ? {} : textsOf(typed);
  if (!take) checkFields(provider, fields);
  const subject = { integration: row, connectionId, connectionConfig: input.connectionConfig ?? {} };
  try {
    const values = await templateContext({ ...subject, fields });
    if (take) return await take(given, { provider, integration: row, values });
    const issued = { credentials: given as StoredCredentials, expiresAt: null, kept: {} };
    const known = await templateContext({ ...subject, stored: issued.credentials });
    await verify(provider, known, await signingSecrets(row, issued.credentials));
    return issued;
  } catch (thrown) {
    throw toConnectError(thrown, provider);
  }
}

/**
 * Imports a connection, or replaces the credentials of an existing one. Keyhold tests the credentials first, where the
 * provider supports it. Credentials that fail aren't stored.
 * @throws ServiceError `not_found`, `invalid_body`, `invalid_connection`, `connection_test_failed`, `provider_unavailable`.
 */
export const importConnection = verb(
  "connections:create",
  async (ctx: Ctx, input: ImportedConnection): Promise<Connection> => {
    const startedAt = ctx.now();
    const row = await findIntegration(ctx, input.providerConfigKey);
    const provider = providerOf(row);
    checkMode(provider, input.credentials);
    checkConfig(provider, input.connectionConfig ?? {});
    const connectionId = input.connectionId ?? newUuid();
    const { credentials, expiresAt, kept } = await obtain(row, input, connectionId);
    const { environmentId } = ctx;
    const name = { environmentId, integrationId: row.id, connectionId };
    await inTransaction(async (tx) => {
      const where = { environmentId_integrationId_connectionId: name };
      const known = await tx.connection.findUnique({ where, select: { id: true } });
      if (known) permit(ctx, "connections:replace_credentials");
      const other = {
        connectionConfig: { ...input.connectionConfig, ...kept } as Prisma.JsonObject,
        ...(input.metadata && { metadata: input.metadata as Prisma.JsonObject }),
        ...(input.tags && { tags: input.tags }),
        ...(input.endUser && { endUser: input.endUser as Prisma.JsonObject }),
        ...(input.webhookUrlOverride !== undefined && { webhookUrlOverride: input.webhookUrlOverride || null }),
      };
      const given = { integration: row, credentials, expiresAt };
      const id = known?.id ?? (await insertConnection(tx, { ...other, connectionId }, given));
      if (known) await replaceCredentials(tx, { id, environmentId }, other, given);
      await recordAudit(tx, ctx, { action: "connection.imported", targetId: id });
      await recordOperation(tx, ctx, {
        type: "connection",
        status: "success",
        integration: row.uniqueKey,
        provider: provider.slug,
        connection: connectionId,
        message: message(known ? "connection.replaced" : "connection.imported", { provider: provider.name }),
        startedAt,
      });
    });
    return readConnection(ctx, { connectionId, providerConfigKey: row.uniqueKey });
  },
);
