import { newId } from "@/server/core/ids";
import type { Message } from "@/wire/messages";

/** One log message of an operation in a batch. */
export interface BatchStep {
  level: "info" | "warn" | "error";
  message: Message;
  /** Redacted. */
  detail: Record<string, unknown>;
  /** ISO time. */
  at: string;
}

/** An operation that one statement writes with its change, for many rows at once. */
export interface BatchOperation {
  operationId: string;
  startedAt: Date;
  status: "success" | "failed";
  /** Unique key of the integration. */
  integration: string;
  provider: string;
  /** Public ID of the connection. */
  connection: string;
  /** Error code of a failure. */
  code: string | null;
  message: Message;
  steps: BatchStep[];
}

/** Columns of `input` for `jsonb_to_recordset` that {@link logCtes} reads, in addition to `n` and `"environmentId" uuid`. */
export const OPERATION_INPUT = `"operationId" text, status text, integration text, provider text, connection text, code text,
  message jsonb, "startedAt" timestamptz, steps jsonb`;

/** Returns the values of {@link OPERATION_INPUT} for one row. */
export function operationInput(operation: BatchOperation): BatchOperation {
  return { ...operation, steps: operation.steps.map((step) => ({ id: newId("msg"), ...step })) };
}

/**
 * Returns common table expressions that write an operation and its steps for each row of `input` whose `n` is in `written`.
 * The same statement writes the change and its log, so a row that was not written is not logged.
 */
export function logCtes(type: "refresh"): string {
  return `op as (insert into "Operation" (id, "environmentId", type, status, integration, provider, connection, code, "messageCode", "startedAt", "endedAt")
      select i."operationId", i."environmentId", '${type}', i.status, i.integration, i.provider, i.connection, i.code, i.message, i."startedAt", now()
      from input i join written w on w.n = i.n returning id),
    steps as (insert into "LogMessage" (id, "environmentId", "operationId", level, "messageCode", detail, at)
      select s.id, i."environmentId", op.id, s.level, s.message, s.detail, s.at::timestamptz
      from op join input i on i."operationId" = op.id,
        jsonb_to_recordset(i.steps) as s(id text, level text, message jsonb, detail jsonb, at text))`;
}
