import { verb } from "@/server/access/verb";
import type { Ctx } from "@/server/core/ctx";
import { env } from "@/server/core/env";
import { db } from "@/server/db";
import type { ConnectionRef } from "@/wire/connections";

/** Which getting-started steps are done, derived from existing data. */
export interface GettingStarted {
  hasLabIntegration: boolean;
  hasSession: boolean;
  hasConnection: boolean;
  hasFetched: boolean;
  hasWebhookUrl: boolean;
  firstConnection: ConnectionRef | null;
  labEnabled: boolean;
  publicUrl: string;
}

/** Enough connections to check. A team with more is past these steps. */
const MAX_CHECKED = 1000;

/** Reads which getting-started steps are done. */
export const readGettingStarted = verb("environment:read", async (ctx: Ctx): Promise<GettingStarted> => {
  const where = { environmentId: ctx.environmentId };
  const [integrations, session, connection, fetched, endpoint] = await Promise.all([
    db().integration.count({ where: { ...where, provider: { startsWith: "lab-" } } }),
    db().connectSession.findFirst({ where, select: { id: true } }),
    db().connection.findFirst({
      where,
      orderBy: { number: "desc" },
      include: { integration: { select: { uniqueKey: true } } },
    }),
    db().connection.aggregate({ where, orderBy: { number: "desc" }, take: MAX_CHECKED, _max: { lastFetchedAt: true } }),
    db().webhookEndpoint.findFirst({ where, select: { id: true } }),
  ]);
  return {
    hasLabIntegration: integrations > 0,
    hasSession: session !== null,
    hasConnection: connection !== null,
    hasFetched: fetched._max.lastFetchedAt !== null,
    hasWebhookUrl: endpoint !== null,
    firstConnection: connection && {
      connectionId: connection.connectionId,
      providerConfigKey: connection.integration.uniqueKey,
    },
    labEnabled: env().KEYHOLD_LAB,
    publicUrl: env().KEYHOLD_PUBLIC_URL,
  };
});
