import type { Ctx } from "@/server/core/ctx";
import { invalidField } from "@/server/core/errors";
import { inTransaction, isUniqueViolation, type Prisma, recordAudit } from "@/server/db";
import { splitScopes } from "./create";
import { checkCredentials, toIntegration } from "./internal";
import { findIntegration, type IntegrationRow, openClientSecrets, providerOf, sealClientSecrets } from "./record";
import type { Integration, UpdateIntegrationInput } from "./schema";

type Patch = UpdateIntegrationInput;

async function credentialChanges(
  row: IntegrationRow,
  credentials: Patch["credentials"],
): Promise<Prisma.IntegrationUpdateInput> {
  if (!credentials) return {};
  const stored = await openClientSecrets(row);
  const clientSecret = credentials.client_secret ?? stored?.clientSecret;
  if (clientSecret === undefined) throw invalidField(["credentials", "client_secret"], "Enter the client secret.");
  checkCredentials(providerOf(row), { ...credentials, client_secret: clientSecret }, false);
  const webhookSecret = credentials.webhook_secret ?? stored?.webhookSecret;
  return {
    clientId: credentials.client_id,
    credentials: await sealClientSecrets(row, { clientSecret, webhookSecret }),
    ...(credentials.scopes !== undefined && { scopes: splitScopes(credentials.scopes) }),
  };
}

function settingChanges(row: IntegrationRow, patch: Patch): Prisma.IntegrationUpdateInput {
  if (!patch.integration_config && !patch.custom) return {};
  const settings = row.settings as Prisma.JsonObject;
  return {
    settings: {
      ...settings,
      ...(patch.integration_config && { integration_config: patch.integration_config }),
      ...(patch.custom && { custom: patch.custom }),
    },
  };
}

/** Changes what is named in the patch. A key can be renamed only while no connection carries it. */
export async function updateIntegration(
  ctx: Ctx,
  { uniqueKey, patch }: { uniqueKey: string; patch: Patch },
): Promise<Integration> {
  const row = await findIntegration(ctx, uniqueKey);
  const changes: Prisma.IntegrationUpdateInput = {
    ...(await credentialChanges(row, patch.credentials)),
    ...settingChanges(row, patch),
    ...(patch.unique_key !== undefined && { uniqueKey: patch.unique_key }),
    ...(patch.display_name !== undefined && { displayName: patch.display_name }),
    ...(patch.forward_webhooks !== undefined && { forwardWebhooks: patch.forward_webhooks }),
  };
  try {
    return await inTransaction(async (tx) => {
      const where = { id: row.id, environmentId: ctx.environmentId };
      if (patch.unique_key !== undefined && patch.unique_key !== row.uniqueKey) {
        const connections = await tx.connection.count({
          where: { integrationId: row.id, environmentId: ctx.environmentId },
        });
        if (connections > 0) {
          throw invalidField(
            ["unique_key"],
            "The key cannot change while connections carry it. Delete them first or make a new integration.",
          );
        }
      }
      const updated = await tx.integration.update({ where, data: changes });
      await recordAudit(tx, ctx, {
        action: "integration.updated",
        targetId: row.id,
        detail: { fields: Object.keys(patch) },
      });
      return toIntegration(updated);
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw invalidField(
      ["unique_key"],
      `The integration "${patch.unique_key}" already exists. Choose another key.`,
      "conflict",
    );
  }
}
