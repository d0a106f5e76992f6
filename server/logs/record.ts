import type { Ctx } from "@/server/core/ctx";
import { newId } from "@/server/core/ids";
import type { JsonObject } from "@/server/core/json";
import type { Tx } from "@/server/db";

/** What happened, told once it is over. No field ever holds a secret. */
export interface OperationRecord {
  type: "auth" | "refresh" | "connection" | "webhook";
  status: "success" | "failed";
  sessionId?: string;
  integration?: string;
  provider?: string;
  connection?: string;
  /** Error code of a failure. */
  code?: string;
  message: string;
  startedAt: Date;
  steps?: { level: "info" | "warn" | "error"; message: string; detail?: JsonObject }[];
}

/** Writes an operation into the environment's log. @returns its id, which error bodies and webhooks point at. */
export async function recordOperation(tx: Tx, ctx: Ctx, record: OperationRecord): Promise<string> {
  const { steps = [], ...operation } = record;
  const id = newId("op");
  const { environmentId } = ctx;
  await tx.operation.create({ data: { id, environmentId, ...operation, endedAt: ctx.now() } });
  if (steps.length > 0) {
    await tx.logMessage.createMany({
      data: steps.map((step) => ({ id: newId("msg"), environmentId, operationId: id, ...step })),
    });
  }
  const line = {
    operation: id,
    type: record.type,
    errorCode: record.code,
    integration: record.integration,
    environmentId,
  };
  if (record.status === "failed") ctx.log.warn(line, record.message);
  else ctx.log.info(line, record.message);
  return id;
}
