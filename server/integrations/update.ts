import { permit } from "@/server/access/permit";
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
import { hasClient, type Integration } from "@/wire/integrations";
import type { IntegrationChanges } from "@/wire/verb-input";
import { splitScopes } from "./create";
import { checkCredentials, isEmpty, partSettings, secretsOf, toIntegration } from "./internal";

type Patch = IntegrationChanges;

async function secretChanges(row: IntegrationRow, patch: Patch): Promise<Prisma.IntegrationUpdateInput> {
  const { credentials, config } = patch;
  if (!credentials && !config) return {};
  const provider = providerOf(row);
  checkCredentials(provider, credentials, false);
  const stored = (await openClientSecrets(row)) ?? {};
  const { settings, open } = partSettings(provider, config);
  const next = secretsOf(credentials, { ...stored, settings: { ...stored.settings, ...settings } });
  const client = credentials && hasClient(credentials) ? credentials : undefined;
  return {
    credentials: isEmpty(next) ? null : await sealClientSecrets(row, next),
    ...(client && { clientId: client.client_id }),
    ...(client?.scopes !== undefined && { scopes: splitScopes(client.scopes) }),
    ...(config && { settings: { ...(row.settings as Prisma.JsonObject), integration_config: open } }),
  };
}

function openChanges(changes: Prisma.IntegrationUpdateInput, row: IntegrationRow, { custom, isTestMode }: Patch) {
  if (custom === undefined && isTestMode === undefined) return {};
  const settings = (changes.settings ?? row.settings) as Prisma.JsonObject;
  return {
    settings: { ...settings, ...(custom && { custom }), ...(isTestMode !== undefined && { test_mode: isTestMode }) },
  };
}

/** Makes connections due now whose refresh failed because of the client, which has been corrected. */
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

/** Returns the names of the fields in a patch. */
function namedIn(patch: Patch): string[] {
  return Object.entries(patch).flatMap(([name, value]) => (value === undefined ? [] : [name]));
}

/** Updates the fields of a patch. @throws ServiceError `invalid_body` for a new key while the integration has connections, `conflict` for a key in use. */
export const updateIntegration = verb(
  "integrations:update",
  async (ctx: Ctx, { uniqueKey, patch }: { uniqueKey: string; patch: Patch }): Promise<Integration> => {
    if (patch.credentials || patch.config) permit(ctx, "integrations:replace_credentials");
    const row = await findIntegration(ctx, uniqueKey);
    const secrets = await secretChanges(row, patch);
    const changes: Prisma.IntegrationUpdateInput = {
      ...secrets,
      ...openChanges(secrets, row, patch),
      ...(patch.uniqueKey !== undefined && { uniqueKey: patch.uniqueKey }),
      ...(patch.displayName !== undefined && { displayName: patch.displayName }),
      ...(patch.forwardWebhooks !== undefined && { forwardWebhooks: patch.forwardWebhooks }),
    };
    try {
      return await inTransaction(async (tx) => {
        const where = { id: row.id, environmentId: ctx.environmentId };
        if (patch.uniqueKey !== undefined && patch.uniqueKey !== row.uniqueKey) {
          const connections = await tx.connection.count({
            where: { integrationId: row.id, environmentId: ctx.environmentId },
          });
          if (connections > 0) {
            throw invalidField(
              ["unique_key"],
              "You can't change the key of an integration with connections. Delete them first, or create a new integration.",
            );
          }
        }
        const updated = await tx.integration.update({ where, data: changes });
        if (patch.credentials) await retryRefused(tx, ctx, row);
        await recordAudit(tx, ctx, {
          action: "integration.updated",
          targetId: row.id,
          detail: { fields: namedIn(patch) },
        });
        return toIntegration(updated);
      });
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      throw invalidField(
        ["unique_key"],
        `The integration "${patch.uniqueKey}" already exists. Choose another key.`,
        "conflict",
      );
    }
  },
);
