import { slugsOf } from "@/providers/load";
import { verb } from "@/server/access/verb";
import type { Ctx } from "@/server/core/ctx";
import { db } from "@/server/db";
import { readEnvironment } from "@/server/environments/read";
import type { SessionView } from "@/wire/connect-sessions";
import { externalIdOf } from "../external-id";
import type { SessionRecord } from "./record";

/** Accent color of the Connect UI. */
const THEME = { light: { primary: "#0f766e" }, dark: { primary: "#2dd4bf" } };

/** Returns the external IDs for the trust policies of the customer's AWS roles, by integration. */
async function externalIds(ctx: Ctx, session: SessionRecord): Promise<Record<string, string>> {
  const allowed = session.allowedIntegrations;
  const rows = await db().integration.findMany({
    where: {
      environmentId: ctx.environmentId,
      provider: { in: slugsOf("AWS_SIGV4") },
      ...(allowed.length > 0 && { uniqueKey: { in: allowed } }),
    },
    select: { id: true, uniqueKey: true },
  });
  return Object.fromEntries(
    await Promise.all(rows.map(async (row) => [row.uniqueKey, await externalIdOf(row, session)])),
  );
}

/** Returns the parts of a session that the Connect UI may read. */
export const viewSession = verb(
  "connect_session:use",
  async (ctx: Ctx, session: SessionRecord): Promise<SessionView> => {
    const { productName, settings } = await readEnvironment(ctx);
    const defaults = session.defaults as SessionView["integrations_config_defaults"];
    const overrides = session.overrides as SessionView["overrides"];
    const external_ids = await externalIds(ctx, session);
    return {
      endUser: session.endUser as Record<string, unknown> | null,
      connectUISettings: { theme: THEME, defaultTheme: "system", showWatermark: true },
      ...(session.allowedIntegrations.length > 0 && { allowed_integrations: session.allowedIntegrations }),
      ...(defaults && Object.keys(defaults).length > 0 && { integrations_config_defaults: defaults }),
      ...(session.reconnectId && { isReconnecting: true }),
      ...(overrides && Object.keys(overrides).length > 0 && { overrides }),
      ...(Object.keys(external_ids).length > 0 && { external_ids }),
      product: { name: productName, url: settings.productUrl || null },
      return_url: session.returnUrl ?? (settings.productUrl || null),
      expires_at: session.expiresAt.toISOString(),
    };
  },
);
