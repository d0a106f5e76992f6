import { verb } from "@/server/access/verb";
import type { Ctx } from "@/server/core/ctx";
import { ServiceError } from "@/server/core/errors";
import { db } from "@/server/db";
import type { ReconnectSessionInput, SessionCreated } from "@/wire/connect-sessions";
import { storeSession } from "./internal";

/** Lets an end user authorize again: the same connection gets new credentials. @throws ServiceError `invalid_body` for an unknown pair. */
export const createReconnectSession = verb(
  "connect_sessions:create",
  async (ctx: Ctx, input: ReconnectSessionInput): Promise<SessionCreated> => {
    const connection = await db().connection.findFirst({
      where: {
        environmentId: ctx.environmentId,
        connectionId: input.connection_id,
        integration: { uniqueKey: input.integration_id },
      },
      select: { id: true, tags: true, endUser: true },
    });
    if (!connection) {
      const message = `This environment has no connection "${input.connection_id}" of the integration "${input.integration_id}".`;
      throw new ServiceError("invalid_body", message, {
        issues: [{ code: "custom", message: "Connection or integration does not exist", path: ["connection_id"] }],
      });
    }
    const endUser = input.end_user ?? (connection.endUser as ReconnectSessionInput["end_user"] | null) ?? undefined;
    return storeSession(
      ctx,
      { ...input, end_user: endUser },
      {
        allowedIntegrations: [input.integration_id],
        reconnectId: connection.id,
        tags: connection.tags as Record<string, string>,
      },
    );
  },
);
