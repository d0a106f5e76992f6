import { verb } from "@/server/access/verb";
import type { Ctx } from "@/server/core/ctx";
import { invalidField } from "@/server/core/errors";
import { announce, inTransaction, isUniqueViolation, type Prisma, recordAudit, type Tx } from "@/server/db";
import { REFRESH_CHANNEL } from "@/server/refresh/channels";
import {
  findIntegration,
  type IntegrationRow,
  openClientSecrets,
  providerOf,
  sealClientSecrets,
} from "@/server/vault/integration";
import { hasClient, type Integration, type UpdateIntegrationInput } from "@/wire/integrations";
import { splitScopes } from "./create";
import { checkCredentials, isEmpty, partSettings, secretsOf, toIntegration } from "./internal";

type Patch = UpdateIntegrationInput;

async function secretChanges(row: IntegrationRow, patch: Patch): Promise<Prisma.IntegrationUpdateInput> {
  const { credentials, integration_config } = patch;
  if (!credentials && !integration_config) return {};
  const provider = providerOf(row);
  checkCredentials(provider, credentials, false);
  const stored = (await openClientSecrets(row)) ?? {};
  const { settings, open } = partSettings(provider, integration_config);
  const next = secretsOf(credentials, { ...stored, settings: { ...stored.settings, ...settings } });
  const client = credentials && hasClient(credentials) ? credentials : undefined;
  return {
    credentials: isEmpty(next) ? null : await sealClientSecrets(row, next),
    ...(client && { clientId: client.client_id }),
    ...(client?.scopes !== undefined && { scopes: splitScopes(client.scopes) }),
    ...(integration_config && { settings: { ...(row.settings as Prisma.JsonObject), integration_config: open } }),
  };
}

function openChanges(changes: Prisma.IntegrationUpdateInput, row: IntegrationRow, { custom, test_mode }: Patch) {
  if (custom === undefined && test_mode === undefined) return {};
  const settings = (changes.settings ?? row.settings) as Prisma.JsonObject;
  return { settings: { ...settings, ...(custom && { custom }), ...(test_mode !== undefined && { test_mode }) } };
}

/** A client was corrected: the connections whose renewal was refused because of it are renewed at once. */
async function retryRefused(tx: Tx, ctx: Ctx, row: IntegrationRow): Promise<void> {
  const { count } = await tx.connection.updateMany({
    where: {
      integrationId: row.id,
      environmentId: ctx.environmentId,
      lastError: { path: ["class"], equals: "bad_client" },
    },
    data: { refreshDueAt: ctx.now() },
  });
  if (count === 0) return;
  const { environmentId } = ctx;
  await announce(tx, [{ channel: REFRESH_CHANNEL, key: `${row.id}:${ctx.now().getTime()}`, data: { environmentId } }]);
}

/** Changes what is named in the patch. A key can be renamed only while no connection carries it. */
export const updateIntegration = verb(
  "integrations:update",
  async (ctx: Ctx, { uniqueKey, patch }: { uniqueKey: string; patch: Patch }): Promise<Integration> => {
    const row = await findIntegration(ctx, uniqueKey);
    const secrets = await secretChanges(row, patch);
    const changes: Prisma.IntegrationUpdateInput = {
      ...secrets,
      ...openChanges(secrets, row, patch),
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
        if (patch.credentials) await retryRefused(tx, ctx, row);
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
  },
);
