import type { Ctx } from "@/server/core/ctx";
import { readEnvironment } from "@/server/environments/read";
import type { SessionRecord } from "./record";
import type { SessionView } from "./schema";

/** Accent of the Connect UI while a team has not chosen its own. */
const THEME = { light: { primary: "#0f766e" }, dark: { primary: "#2dd4bf" } };

/** What the Connect UI may know of its session. */
export async function viewSession(ctx: Ctx, session: SessionRecord): Promise<SessionView> {
  const { productName, settings } = await readEnvironment(ctx);
  const defaults = session.defaults as SessionView["integrations_config_defaults"];
  const overrides = session.overrides as SessionView["overrides"];
  return {
    endUser: session.endUser as Record<string, unknown> | null,
    connectUISettings: { theme: THEME, defaultTheme: "system", showWatermark: true },
    ...(session.allowedIntegrations.length > 0 && { allowed_integrations: session.allowedIntegrations }),
    ...(defaults && Object.keys(defaults).length > 0 && { integrations_config_defaults: defaults }),
    ...(session.reconnectId && { isReconnecting: true }),
    ...(overrides && Object.keys(overrides).length > 0 && { overrides }),
    product: { name: productName, url: settings.productUrl || null },
    return_url: session.returnUrl ?? (settings.productUrl || null),
    expires_at: session.expiresAt.toISOString(),
  };
}
