import { renderMessage } from "@/messages/render";
import { newId } from "@/server/core/ids";
import { seal } from "@/server/crypto";
import { db, inTransaction, pool, type Tx } from "@/server/db";
import { inBatches } from "@/server/db/batch";
import { whenBack } from "@/server/db/when-back";
import { type BatchOperation, type BatchStep, logCtes, OPERATION_INPUT, operationInput } from "@/server/logs/batch";
import { sealCredentials } from "@/server/vault/connection";
import { queueAuthEvent } from "@/server/webhooks/queue-event";
import { type Message, message } from "@/wire/messages";
import { REFRESHED_CHANNEL } from "./channels";
import type { ClaimedRow } from "./claim";
import type { Failure, Success } from "./outcome";
import type { RefreshResult } from "./refresh-one";

/** What is logged about one refresh. */
export interface OperationLog {
  operationId: string;
  startedAt: Date;
  steps: BatchStep[];
}

/** Outcomes that one statement writes at most. */
const MOST_AT_ONCE = 50;
const STATEMENTS_AT_ONCE = 2;

/** What both outcomes write. Times are milliseconds from now, on the database's clock. */
const INPUT = `n int, id text, "environmentId" uuid, fence int, health text, "healthReason" jsonb, "healthNextStep" text,
  "dueInMs" float8, host text, ${OPERATION_INPUT}`;
const inMs = (column: string) => `now() + i."${column}" * interval '1 millisecond'`;
const FREED = `"leaseOwner" = null, "leaseUntil" = null, "refreshWantedAt" = null, fence = c.fence + 1, "updatedAt" = now()`;
const FENCED = `c.id = i.id and c."environmentId" = i."environmentId" and c.fence = i.fence`;

/** One statement that writes outcomes together with their operations and log messages, so each is written whole or not at all. */
function withLog(set: string, moreInput: string): string {
  return `with input as (select * from jsonb_to_recordset($1::jsonb) as i(${INPUT}, ${moreInput})),
    written as (update "Connection" c set ${set}, "refreshHost" = i.host, ${FREED} from input i where ${FENCED} returning i.n),
    ${logCtes("refresh")}
    select n from written`;
}

const SUCCESS = {
  name: "refresh-success",
  text: withLog(
    `credentials = ($2::bytea[])[i.n], "connectionConfig" = c."connectionConfig" || i.kept,
      "expiresAt" = ${inMs("expiresInMs")}, "refreshDueAt" = ${inMs("dueInMs")}, "endsAt" = ${inMs("endsInMs")}, "endsBecauseCode" = i."endsBecause",
      health = i.health::"Health", "healthReasonCode" = i."healthReason", "healthNextStepCode" = i."healthNextStep",
      "healthSince" = case when i.health = 'healthy' then null when c.health::text = i.health then c."healthSince" else now() end,
      "lastError" = null, "toldClass" = null, attempts = 0, "inflightAt" = null, "refreshedAt" = now(), "lastGoodAt" = now(),
      "storedFence" = c.fence + 1`,
    `kept jsonb, "expiresInMs" float8, "endsInMs" float8, "endsBecause" jsonb`,
  ),
};

const FAILURE = {
  name: "refresh-failure",
  text: withLog(
    `health = i.health::"Health", "healthReasonCode" = i."healthReason", "healthNextStepCode" = i."healthNextStep",
      "healthSince" = case when c.health::text = i.health then c."healthSince" else now() end,
      "refreshDueAt" = ${inMs("dueInMs")}, "inflightAt" = case when i."keepsInflight" then c."inflightAt" end,
      attempts = c.attempts + i.attempts, "toldClass" = coalesce(i."toldClass", c."toldClass"),
      "lastError" = i."lastError" || jsonb_build_object('at', to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`,
    `"keepsInflight" boolean, attempts int, "toldClass" text, "lastError" jsonb`,
  ),
};

/** One outcome, as a row of the statement's input. */
type Row = Record<string, unknown>;

type Result = Pick<BatchOperation, "status" | "code" | "message">;

function rowOf(claim: ClaimedRow, outcome: Row & Result, log: OperationLog): Row {
  const { id, environmentId, fence, uniqueKey, provider, connectionId } = claim;
  const { status, code, message: text, ...columns } = outcome;
  const about = { integration: uniqueKey, provider, connection: connectionId };
  return {
    id,
    environmentId,
    fence,
    ...columns,
    ...operationInput({ ...log, ...about, status, code, message: text }),
  };
}

/** The statement's values: numbered rows as JSON, and separately the sealed bytes, which JSON can't hold. */
function valuesOf(rows: Row[], sealed?: Uint8Array[]): unknown[] {
  const numbered = JSON.stringify(rows.map((row, index) => ({ n: index + 1, ...row })));
  return sealed ? [numbered, sealed.map((box) => Buffer.from(box.buffer, box.byteOffset, box.byteLength))] : [numbered];
}

interface Written {
  n: number;
}

/** Writes an outcome and queues its webhook in one transaction. @returns false when the lease was lost. */
async function writeAndQueueEvent(
  text: string,
  values: unknown[],
  queueEvent: (tx: Tx) => Promise<unknown>,
): Promise<boolean> {
  return inTransaction(async (tx) => {
    const written = await tx.$queryRawUnsafe<Written[]>(text, ...values);
    if (written.length === 0) return false;
    await queueEvent(tx);
    return true;
  });
}

/** Writes successes that need no webhook. Those that arrive together share a statement. */
const writeSuccess = inBatches(
  async (outcomes: { row: Row; sealed: Uint8Array }[]): Promise<boolean[]> => {
    const values = valuesOf(
      outcomes.map(({ row }) => row),
      outcomes.map(({ sealed }) => sealed),
    );
    const { rows } = await pool().query<Written>({ ...SUCCESS, values });
    const written = new Set(rows.map(({ n }) => n));
    return outcomes.map((_, index) => written.has(index + 1));
  },
  { most: MOST_AT_ONCE, atOnce: STATEMENTS_AT_ONCE },
);

/** Notifies waiting readers. Sent after the commit, because a NOTIFY inside a transaction serializes all commits. */
async function wakeWaiters({ id, refreshWantedAt }: ClaimedRow): Promise<void> {
  if (refreshWantedAt !== null) await pool().query("select pg_notify($1, $2)", [REFRESHED_CHANNEL, id]);
}

function messageOf({ health, isInstalled, isRecovered }: Success): Message {
  if (health === "pending") return message("refresh.not_installed");
  if (isInstalled) return message("refresh.installed");
  return message(isRecovered ? "refresh.recovered" : "refresh.succeeded");
}

/**
 * Writes the result of a refresh, if the lease is still held. Retries while the database is unavailable, so that new tokens
 * aren't lost. @returns false when the lease was lost.
 */
export async function commitSuccess(
  claim: ClaimedRow,
  success: Success,
  log: OperationLog,
  host: string,
): Promise<boolean> {
  const { credentials, isRecovered, isInstalled, ...outcome } = success;
  // Sealing may read the data key from the database, so it needs the same retries.
  const sealed = await whenBack(() => sealCredentials(claim, credentials));
  const result = { status: "success" as const, code: null, message: messageOf(success) };
  const row = rowOf(claim, { ...outcome, host, ...result }, log);
  const event = isInstalled
    ? { type: "connection.created", operation: "creation" as const }
    : { type: "connection.refresh_recovered", operation: "refresh" as const };
  const queueEvent = (tx: Tx) => queueAuthEvent(tx, claim.ctx, claim, event);
  const isWritten = await whenBack(() =>
    isInstalled || isRecovered
      ? writeAndQueueEvent(SUCCESS.text, valuesOf([row], [sealed]), queueEvent)
      : writeSuccess({ row, sealed }),
  );
  if (isWritten) await wakeWaiters(claim).catch(() => undefined);
  return isWritten;
}

/** Writes why a refresh failed, if the lease is still held. @returns false when the lease was lost. */
export async function commitFailure(
  claim: ClaimedRow,
  failure: Failure,
  log: OperationLog,
  host: string,
): Promise<boolean> {
  const { verdict, notifyClass, isAttempt, health, healthReason, healthNextStep, dueInMs, keepsInflight } = failure;
  const { code, status, class: kind } = verdict;
  const lastError = { class: kind, code, status, operationId: log.operationId };
  const outcome = {
    ...{ health, healthReason, healthNextStep, dueInMs, keepsInflight, lastError },
    ...{ attempts: isAttempt ? 1 : 0, toldClass: notifyClass },
    ...{ host, status: "failed" as const, code, message: healthReason },
  };
  const values = valuesOf([rowOf(claim, outcome, log)]);
  const queueEvent = (tx: Tx) =>
    queueAuthEvent(tx, claim.ctx, claim, {
      type: "connection.refresh_failed",
      operation: "refresh",
      error: { type: notifyClass ?? kind, description: renderMessage(healthReason) },
    });
  const isWritten = await whenBack(async () => {
    if (notifyClass !== null) return writeAndQueueEvent(FAILURE.text, values, queueEvent);
    return (await pool().query<Written>({ ...FAILURE, values })).rows.length > 0;
  });
  if (isWritten) await wakeWaiters(claim).catch(() => undefined);
  return isWritten;
}

/** Stores a result whose lease was lost, sealed, for `reconcileLateReplies`. */
export async function storeLateReply(claim: ClaimedRow, { credentials }: RefreshResult): Promise<void> {
  const { environmentId, id: connectionId, fence } = claim;
  const id = newId("late");
  const place = { environmentId, table: "LateReply", rowId: id, field: "reply" };
  const reply = await whenBack(() => seal(credentials, place));
  const data = [{ id, environmentId, connectionId, reply, fence, receivedAt: new Date() }];
  await whenBack(() => db().lateReply.createMany({ data, skipDuplicates: true }));
}
