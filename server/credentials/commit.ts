import { sealCredentials } from "@/server/connections/record";
import { newId } from "@/server/core/ids";
import { seal } from "@/server/crypto";
import { db, inTransaction, pool, type Tx } from "@/server/db";
import { whenBack } from "@/server/db/when-back";
import { queueAuthEvent } from "@/server/webhooks/queue-event";
import { REFRESHED_CHANNEL } from "./channels";
import type { ClaimedRow } from "./claim";
import type { LogStep } from "./log-steps";
import type { Failure, Success } from "./outcome";
import type { Answer } from "./refresh-one";

/** What the log tells of one renewal. */
export interface Told {
  operationId: string;
  startedAt: Date;
  steps: LogStep[];
}

const inMs = (parameter: string) => `now() + ${parameter}::float8 * interval '1 millisecond'`;
const FREED = `"leaseOwner" = null, "leaseUntil" = null, "refreshWantedAt" = null, fence = c.fence + 1, "updatedAt" = now()`;
const FENCED = `c.id = $1 and c."environmentId" = $2 and c.fence = $3`;

/** The outcome, the operation that tells of it and its steps: one statement, so all or nothing. */
function withLog(update: string, from: number): string {
  const at = (offset: number) => `$${from + offset}`;
  return `with written as (${update} returning c."environmentId"),
    op as (insert into "Operation" (id, "environmentId", type, status, integration, provider, connection, code, message, "startedAt", "endedAt")
      select ${at(0)}, w."environmentId", 'refresh', ${at(1)}, ${at(2)}, ${at(3)}, ${at(4)}, ${at(5)}, ${at(6)}, ${at(7)}, now() from written w
      returning id, "environmentId"),
    steps as (insert into "LogMessage" (id, "environmentId", "operationId", level, message, detail, at)
      select s.id, op."environmentId", op.id, s.level, s.message, s.detail, s.at::timestamptz
      from op, jsonb_to_recordset(${at(8)}::jsonb) as s(id text, level text, message text, detail jsonb, at text))
    select count(*)::int as count from written`;
}

const SUCCESS = withLog(
  `update "Connection" c set credentials = $4, "connectionConfig" = c."connectionConfig" || $5::jsonb,
      "expiresAt" = ${inMs("$6")}, "refreshDueAt" = ${inMs("$7")}, "endsAt" = ${inMs("$8")}, "endsBecause" = $9,
      health = $10::text::"Health", "healthReason" = $11, "healthNextStep" = $12,
      "healthSince" = case when $10::text = 'healthy' then null when c.health::text = $10::text then c."healthSince" else now() end,
      "lastError" = null, "toldClass" = null, attempts = 0, "inflightAt" = null, "refreshedAt" = now(), "lastGoodAt" = now(), "storedFence" = c.fence + 1,
      "refreshHost" = $13, ${FREED} where ${FENCED}`,
  14,
);

const FAILURE = withLog(
  `update "Connection" c set health = $4::text::"Health", "healthReason" = $5, "healthNextStep" = $6,
      "healthSince" = case when c.health::text = $4::text then c."healthSince" else now() end,
      "refreshDueAt" = ${inMs("$7")}, "inflightAt" = case when $8::boolean then c."inflightAt" end,
      attempts = c.attempts + $9::int, "toldClass" = coalesce($10, c."toldClass"),
      "lastError" = $11::jsonb || jsonb_build_object('at', to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')),
      "refreshHost" = $12, ${FREED} where ${FENCED}`,
  13,
);

function place({ id, environmentId, fence }: ClaimedRow): unknown[] {
  return [id, environmentId, fence];
}

function logged(claim: ClaimedRow, told: Told, outcome: { status: string; code: string | null; message: string }) {
  const steps = told.steps.map((step) => ({ id: newId("msg"), ...step }));
  const { uniqueKey, provider, connectionId } = claim;
  const { status, code, message } = outcome;
  return [
    told.operationId,
    status,
    uniqueKey,
    provider,
    connectionId,
    code,
    message,
    told.startedAt,
    JSON.stringify(steps),
  ];
}

interface Written {
  count: number;
}

/** Writes the outcome; with a webhook, both in one transaction. @returns whether the lease still stood. */
async function write(
  statement: { name: string; text: string; values: unknown[] },
  tell: ((tx: Tx) => Promise<unknown>) | null,
): Promise<boolean> {
  if (!tell) return ((await pool().query<Written>(statement)).rows[0]?.count ?? 0) > 0;
  return inTransaction(async (tx) => {
    const [written] = await tx.$queryRawUnsafe<Written[]>(statement.text, ...statement.values);
    if (!written?.count) return false;
    await tell(tx);
    return true;
  });
}

/** Tells those who wait. Apart from the outcome: a NOTIFY inside its transaction would put all commits in one queue. */
async function wakeWaiters({ id, refreshWantedAt }: ClaimedRow): Promise<void> {
  if (refreshWantedAt !== null) await pool().query("select pg_notify($1, $2)", [REFRESHED_CHANNEL, id]);
}

function eventOf(claim: ClaimedRow) {
  return {
    subjectId: claim.id,
    connectionId: claim.connectionId,
    providerConfigKey: claim.uniqueKey,
    authMode: claim.authMode,
    provider: claim.provider,
    operation: "refresh" as const,
    tags: claim.tags,
    endUser: claim.endUser,
    urlOverride: claim.webhookUrlOverride,
  };
}

/** Writes what a renewal brought, if the lease still stands. Waits for a database that is away: the answer is not to be lost. */
export async function commitSuccess(claim: ClaimedRow, success: Success, told: Told, host: string): Promise<boolean> {
  const sealed = await sealCredentials(claim, success.credentials);
  const { expiresInMs, dueInMs, endsInMs, endsBecause, health, healthReason, healthNextStep } = success;
  const message = success.isRecovered
    ? "The access token was renewed: the connection works again."
    : "The access token was renewed.";
  const values = [
    ...place(claim),
    sealed,
    JSON.stringify(success.kept),
    expiresInMs,
    dueInMs,
    endsInMs,
    endsBecause,
    health,
    healthReason,
    healthNextStep,
    host,
    ...logged(claim, told, { status: "success", code: null, message }),
  ];
  const tell = (tx: Tx) => queueAuthEvent(tx, claim.ctx, { ...eventOf(claim), type: "connection.refresh_recovered" });
  const isWritten = await whenBack(() =>
    write({ name: "refresh-success", text: SUCCESS, values }, success.isRecovered ? tell : null),
  );
  if (isWritten) await wakeWaiters(claim).catch(() => undefined);
  return isWritten;
}

/** Writes why a renewal failed, if the lease still stands. */
export async function commitFailure(claim: ClaimedRow, failure: Failure, told: Told, host: string): Promise<boolean> {
  const { verdict, tells } = failure;
  const { code, status, class: kind } = verdict;
  const lastError = { class: kind, code, status, message: failure.healthReason, operationId: told.operationId };
  const values = [
    ...place(claim),
    failure.health,
    failure.healthReason,
    failure.healthNextStep,
    failure.dueInMs,
    failure.keepsInflight,
    failure.isAttempt ? 1 : 0,
    tells,
    JSON.stringify(lastError),
    host,
    ...logged(claim, told, { status: "failed", code, message: failure.healthReason }),
  ];
  const tell = (tx: Tx) =>
    queueAuthEvent(tx, claim.ctx, {
      ...eventOf(claim),
      type: "connection.refresh_failed",
      error: { type: tells ?? kind, description: failure.healthReason },
    });
  const isWritten = await whenBack(() =>
    write({ name: "refresh-failure", text: FAILURE, values }, tells === null ? null : tell),
  );
  if (isWritten) await wakeWaiters(claim).catch(() => undefined);
  return isWritten;
}

/** Keeps an answer whose lease was lost, sealed. */
export async function keepLate(claim: ClaimedRow, { credentials }: Answer): Promise<void> {
  const { environmentId, id: connectionId, fence } = claim;
  const id = newId("late");
  const reply = await seal(credentials, { environmentId, table: "LateReply", rowId: id, field: "reply" });
  const data = [{ id, environmentId, connectionId, reply, fence, receivedAt: new Date() }];
  await whenBack(() => db().lateReply.createMany({ data, skipDuplicates: true }));
}
