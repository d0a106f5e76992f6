import type { Ctx } from "@/server/core/ctx";
import type { ServiceError } from "@/server/core/errors";
import { inTransaction, type Tx } from "@/server/db";
import { recordOperation } from "@/server/logs/record";
import type { IntegrationRow } from "@/server/vault/integration";
import { queueAuthEvent } from "@/server/webhooks/queue-event";
import { eventConnection } from "./event-connection";
import type { SessionRecord } from "./session/record";

/** A failed attempt to connect. */
export interface FailedConnect {
  session: SessionRecord;
  integration: IntegrationRow;
  connectionId: string;
  startedAt: Date;
  error: ServiceError;
}

/** Writes a failed attempt to connect to the log. @returns the operation's ID. */
export function logFailedConnect(tx: Tx, ctx: Ctx, failed: FailedConnect): Promise<string> {
  const { session, integration, connectionId, startedAt, error } = failed;
  return recordOperation(tx, ctx, {
    type: "auth",
    status: "failed",
    sessionId: session.id,
    integration: integration.uniqueKey,
    provider: integration.provider,
    connection: connectionId,
    code: error.code,
    message: error.stored,
    startedAt,
  });
}

/** Queues the webhook of a failed attempt to connect. */
export async function queueFailedConnect(tx: Tx, ctx: Ctx, failed: FailedConnect): Promise<void> {
  const { session, error } = failed;
  await queueAuthEvent(tx, ctx, eventConnection(failed), {
    type: "connection.creation_failed",
    operation: session.reconnectId ? "override" : "creation",
    error: { type: error.code, description: error.message },
  });
}

/** Records a failed attempt to connect in the log and queues its webhook. Never throws, so that the caller reports the failure. */
export async function recordFailedConnect(ctx: Ctx, failed: FailedConnect): Promise<void> {
  await inTransaction(async (tx) => {
    await logFailedConnect(tx, ctx, failed);
    await queueFailedConnect(tx, ctx, failed);
  }).catch((cause: unknown) => ctx.log.error({ err: cause }, "could not record a failed attempt to connect"));
}
