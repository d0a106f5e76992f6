import type { Ctx } from "@/server/core/ctx";
import { ServiceError } from "@/server/core/errors";
import { inTransaction, recordAudit } from "@/server/db";
import type { ConnectionRef } from "./schema";

/** Forgets a connection and its credentials. @throws ServiceError `unknown_connection` (400, as the wire protocol has it). */
export async function deleteConnection(ctx: Ctx, { connectionId, providerConfigKey }: ConnectionRef): Promise<void> {
  await inTransaction(async (tx) => {
    const connection = await tx.connection.findFirst({
      where: { environmentId: ctx.environmentId, connectionId, integration: { uniqueKey: providerConfigKey } },
      select: { id: true },
    });
    if (!connection) {
      const message = `The integration "${providerConfigKey}" has no connection "${connectionId}".`;
      throw new ServiceError("unknown_connection", message, { status: 400 });
    }
    await tx.connection.delete({
      where: { id_environmentId: { id: connection.id, environmentId: ctx.environmentId } },
    });
    await recordAudit(tx, ctx, {
      action: "connection.deleted",
      targetId: connection.id,
      detail: { connectionId, providerConfigKey },
    });
  });
}
