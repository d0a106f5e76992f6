import { verb } from "@/server/access/verb";
import type { Ctx } from "@/server/core/ctx";
import { ServiceError } from "@/server/core/errors";
import { inTransaction, recordAudit } from "@/server/db";
import { recordOperation } from "@/server/logs/record";
import { type Revoked, revokeCredentials } from "@/server/schemes/revoke";
import { type ConnectionRow, openCredentials, readConnectionRow } from "@/server/vault/connection";
import { findIntegration, providerOf } from "@/server/vault/integration";
import { queueAuthEvent } from "@/server/webhooks/queue-event";
import type { ConnectionRef } from "@/wire/connections";
import { message, quote } from "@/wire/messages";

async function revoke(ctx: Ctx, row: ConnectionRow): Promise<Revoked> {
  const integration = await findIntegration(ctx, row.uniqueKey);
  return revokeCredentials({ ...row, integration, stored: await openCredentials(row) });
}

/**
 * Deletes a connection. Revokes its tokens first if the provider supports it, and logs the provider's response.
 * @throws ServiceError `unknown_connection` (400, as in the wire protocol).
 */
export const deleteConnection = verb(
  "connections:delete",
  async (ctx: Ctx, { connectionId, providerConfigKey }: ConnectionRef): Promise<void> => {
    const startedAt = ctx.now();
    const row = await readConnectionRow(ctx, { connectionId, providerConfigKey });
    if (!row) {
      const message = `The integration "${providerConfigKey}" has no connection "${connectionId}".`;
      throw new ServiceError("unknown_connection", message, { status: 400 });
    }
    const { kind, status, said } = await revoke(ctx, row);
    await inTransaction(async (tx) => {
      const { count } = await tx.connection.deleteMany({ where: { id: row.id, environmentId: ctx.environmentId } });
      if (count === 0) return;
      await recordAudit(tx, ctx, {
        action: "connection.deleted",
        targetId: row.id,
        detail: { connectionId, providerConfigKey, revocation: kind, ...(status !== null && { status }) },
      });
      await recordOperation(tx, ctx, {
        type: "connection",
        status: "success",
        integration: providerConfigKey,
        provider: row.provider,
        connection: connectionId,
        message: message(`connection.deleted_${kind}`, { provider: providerOf(row).name, ...quote(said) }),
        startedAt,
      });
      await queueAuthEvent(tx, ctx, row, { type: "connection.deleted", operation: "deletion" });
    });
  },
);
