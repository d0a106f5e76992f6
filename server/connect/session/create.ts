import { verb } from "@/server/access/verb";
import type { Ctx } from "@/server/core/ctx";
import type { SessionCreated } from "@/wire/connect-sessions";
import type { NewSession } from "@/wire/verb-input";
import { checkIntegrations, storeSession } from "./internal";

/** Creates a connect session, with which one end user can connect an account for 30 minutes. @throws ServiceError `invalid_body` for an unknown integration. */
export const createConnectSession = verb(
  "connect_sessions:create",
  async (ctx: Ctx, input: NewSession): Promise<SessionCreated> => {
    const { allowedIntegrations: allowed = [], defaults = {}, overrides = {} } = input;
    await checkIntegrations(ctx, [
      ...allowed.map((key, index) => ({ key, path: ["allowed_integrations", String(index)] })),
      ...Object.keys(defaults).map((key) => ({ key, path: ["integrations_config_defaults", key] })),
      ...Object.keys(overrides).map((key) => ({ key, path: ["overrides", key] })),
    ]);
    return storeSession(ctx, input, { allowedIntegrations: [...new Set(allowed)], reconnectId: null });
  },
);
