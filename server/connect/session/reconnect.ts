import { verb } from "@/server/access/verb";
import type { Ctx } from "@/server/core/ctx";
import { ServiceError } from "@/server/core/errors";
import { db } from "@/server/db";
import type { EndUser, SessionCreated } from "@/wire/connect-sessions";
import type { NewReconnectSession } from "@/wire/verb-input";
import { storeSession } from "./internal";

/** Creates a connect session that replaces the credentials of a connection. @throws ServiceError `invalid_body` for an unknown connection. */
export const createReconnectSession = verb(
  "connect_sessions:create",
  async (ctx: Ctx, input: NewReconnectSession): Promise<SessionCreated> => {
    const connection = await db().connection.findFirst({
      where: {
        environmentId: ctx.environmentId,
        connectionId: input.connectionId,
        integration: { uniqueKey: input.providerConfigKey },
      },
      select: { id: true, tags: true, endUser: true },
    });
    if (!connection) {
      const message = `This environment has no connection "${input.connectionId}" of the integration "${input.providerConfigKey}".`;
      throw new ServiceError("invalid_body", message, {
        issues: [{ code: "custom", message: "Connection or integration doesn't exist.", path: ["connection_id"] }],
      });
    }
    const endUser = input.endUser ?? (connection.endUser as EndUser | null) ?? undefined;
    return storeSession(
      ctx,
      { ...input, endUser },
      {
        allowedIntegrations: [input.providerConfigKey],
        reconnectId: connection.id,
        tags: connection.tags as Record<string, string>,
      },
    );
  },
);
