import { verb } from "@/server/access/verb";
import type { Ctx } from "@/server/core/ctx";
import { db } from "@/server/db";
import { isTestMode } from "@/server/refresh/test-mode";
import { clientNeed } from "@/server/schemes";
import {
  callbackUrlOf,
  findIntegration,
  type IntegrationRow,
  openClientSecrets,
  providerOf,
} from "@/server/vault/integration";
import type { IntegrationDetail } from "@/wire/integrations";
import { authModeOf, isRedirect } from "@/wire/schemes";
import { toIntegration } from "./internal";

async function countConnections(ctx: Ctx): Promise<Map<string, number>> {
  const counts = await db().connection.groupBy({
    by: ["integrationId"],
    where: { environmentId: ctx.environmentId },
    _count: true,
  });
  return new Map(counts.map(({ integrationId, _count }) => [integrationId, _count]));
}

async function toDetail(row: IntegrationRow, connectionCount: number): Promise<IntegrationDetail> {
  const provider = providerOf(row);
  const secrets = await openClientSecrets(row);
  return {
    uniqueKey: row.uniqueKey,
    provider: row.provider,
    providerName: provider.name,
    scheme: provider.scheme,
    authMode: authModeOf(provider),
    displayName: toIntegration(row).display_name,
    clientId: row.clientId,
    hasClientSecret: secrets?.clientSecret !== undefined,
    scopes: row.scopes,
    callbackUrl: isRedirect(provider) ? callbackUrlOf(row) : null,
    needs: clientNeed(provider),
    settings: Object.keys(secrets?.settings ?? {}),
    isTestMode: isTestMode(row),
    connectionCount,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

/** Lists the integrations for the dashboard, oldest first. */
export const listIntegrationDetails = verb("integrations:read", async (ctx: Ctx): Promise<IntegrationDetail[]> => {
  const [rows, counts] = await Promise.all([
    db().integration.findMany({
      where: { environmentId: ctx.environmentId },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    }),
    countConnections(ctx),
  ]);
  return Promise.all(rows.map((row) => toDetail(row, counts.get(row.id) ?? 0)));
});

/** Returns one integration for the dashboard. @throws NotFoundError */
export const describeIntegration = verb(
  "integrations:read",
  async (ctx: Ctx, { uniqueKey }: { uniqueKey: string }): Promise<IntegrationDetail> => {
    const row = await findIntegration(ctx, uniqueKey);
    const count = await db().connection.count({ where: { environmentId: ctx.environmentId, integrationId: row.id } });
    return toDetail(row, count);
  },
);
