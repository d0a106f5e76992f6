import { renderMessage } from "@/messages/render";
import type { Ctx } from "@/server/core/ctx";
import { newId } from "@/server/core/ids";
import type { JsonObject } from "@/server/core/json";
import type { Tx } from "@/server/db";
import type { Message } from "@/wire/messages";

/** A finished operation. No field contains a secret. */
export interface OperationRecord {
  type: "auth" | "refresh" | "connection" | "webhook";
  status: "success" | "failed";
  sessionId?: string;
  integration?: string;
  provider?: string;
  connection?: string;
  /** Error code of a failure. */
  code?: string;
  message: Message;
  startedAt: Date;
  steps?: { level: "info" | "warn" | "error"; message: Message; detail?: JsonObject }[];
}

/** Writes an operation to the environment's log. @returns its ID, which error bodies and webhooks refer to. */
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
  const text = renderMessage(record.message);
  if (record.status === "failed") ctx.log.warn(line, text);
  else ctx.log.info(line, text);
  return id;
}
