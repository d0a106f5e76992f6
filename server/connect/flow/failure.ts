import type { Ctx } from "@/server/core/ctx";
import type { ServiceError } from "@/server/core/errors";
import { inTransaction } from "@/server/db";
import { type FailedConnect, logFailedConnect, queueFailedConnect } from "../record-failure";
import type { Attempt } from "./internal";

/** Records why a flow failed: always in the log, and on the attempt and by webhook when the failure ended the flow. */
export async function recordFailure(ctx: Ctx, attempt: Attempt, error: ServiceError, isTaken: boolean): Promise<void> {
  const { session, integration, connectionId, createdAt } = attempt;
  const failed: FailedConnect = { session, integration, connectionId, startedAt: createdAt, error };
  await inTransaction(async (tx) => {
    const operationId = await logFailedConnect(tx, ctx, failed);
    if (!isTaken) return;
    await tx.authAttempt.update({
      where: { id_environmentId: { id: attempt.id, environmentId: ctx.environmentId } },
      data: { status: "failed", errorCode: error.code, errorMessage: error.stored, operationId },
    });
    await queueFailedConnect(tx, ctx, failed);
  }).catch((cause: unknown) => ctx.log.error({ err: cause }, "could not record the failure of a flow"));
}
