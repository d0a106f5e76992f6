import type { Ctx } from "@/server/core/ctx";
import type { ServiceError } from "@/server/core/errors";
import { inTransaction } from "@/server/db";
import { recordOperation } from "@/server/logs/record";
import { queueAuthEvent } from "@/server/webhooks/queue-event";
import type { Attempt } from "./internal";

/** Notes why a flow stored nothing: in the log always; on the attempt and by webhook when it was the flow's own end. */
export async function recordFailure(ctx: Ctx, attempt: Attempt, error: ServiceError, isTaken: boolean): Promise<void> {
  const { integration, session } = attempt;
  await inTransaction(async (tx) => {
    const operationId = await recordOperation(tx, ctx, {
      type: "auth",
      status: "failed",
      sessionId: session.id,
      integration: integration.uniqueKey,
      provider: integration.provider,
      connection: attempt.connectionId,
      code: error.code,
      message: error.message,
      startedAt: attempt.createdAt,
    });
    if (!isTaken) return;
    await tx.authAttempt.update({
      where: { id_environmentId: { id: attempt.id, environmentId: ctx.environmentId } },
      data: { status: "failed", errorCode: error.code, errorMessage: error.message, operationId },
    });
    await queueAuthEvent(tx, ctx, {
      type: "connection.creation_failed",
      connectionId: attempt.connectionId,
      providerConfigKey: integration.uniqueKey,
      authMode: "OAUTH2",
      provider: integration.provider,
      operation: session.reconnectId ? "override" : "creation",
      tags: session.tags as Record<string, string>,
      endUser: session.endUser as Record<string, unknown> | null,
      urlOverride: session.webhookUrlOverride,
      error: { type: error.code, description: error.message },
    });
  }).catch((cause: unknown) => ctx.log.error({ err: cause }, "could not record the failure of a flow"));
}
