import { type ConnectionRow, sealCredentials } from "@/server/connections/record";
import type { Ctx } from "@/server/core/ctx";
import { ServiceError } from "@/server/core/errors";
import { newId } from "@/server/core/ids";
import { seal } from "@/server/crypto";
import { inTransaction, Prisma, type Tx } from "@/server/db";
import { providerOf } from "@/server/integrations/record";
import { recordOperation } from "@/server/logs/record";
import { queueAuthEvent } from "@/server/webhooks/queue-event";
import { refreshDueAt, refreshMarginOf } from "./expiry";
import { judge, type Verdict } from "./judge";
import type { Lease } from "./lease";
import type { Renewed } from "./renewal";

/** The fence moves on: whoever read the row while the lease was held cannot take it with what it read, an old token. */
const FREE_LEASE = { leaseOwner: null, leaseUntil: null, inflightAt: null, fence: { increment: 1 } };
/** A renewal that failed while the token lives is tried again after this long. */
const RETRY_MS = 30_000;

function whereFenced(lease: Lease) {
  return { id: lease.id, environmentId: lease.environmentId, fence: lease.fence };
}

/** Writes the new tokens if the lease still holds; else keeps the answer sealed for reconciliation, never drops it. */
export async function storeRefreshed(
  ctx: Ctx,
  row: ConnectionRow,
  lease: Lease,
  { renewed, startedAt }: { renewed: Renewed; startedAt: Date },
): Promise<void> {
  const { credentials, expiresAt, kept } = renewed;
  const { environmentId } = ctx;
  const receivedAt = ctx.now();
  const sealed = await sealCredentials(row, credentials);
  await inTransaction(async (tx) => {
    const { count } = await tx.connection.updateMany({
      where: whereFenced(lease),
      data: {
        ...FREE_LEASE,
        credentials: sealed,
        ...(Object.keys(kept).length > 0 && {
          connectionConfig: { ...row.connectionConfig, ...kept } as Prisma.JsonObject,
        }),
        expiresAt: expiresAt === null ? null : new Date(expiresAt),
        refreshDueAt: refreshDueAt(receivedAt.getTime(), expiresAt, refreshMarginOf(providerOf(row))),
        health: "healthy",
        healthReason: null,
        healthSince: null,
        lastError: Prisma.DbNull,
        attempts: 0,
        refreshedAt: receivedAt,
      },
    });
    if (count === 0) {
      const id = newId("late");
      const reply = await seal(credentials, { environmentId, table: "LateReply", rowId: id, field: "reply" });
      await tx.lateReply.create({
        data: { id, environmentId, connectionId: row.id, reply, fence: lease.fence, receivedAt },
      });
      return;
    }
    const message = "The access token was renewed.";
    await recordOperation(tx, ctx, { ...operationOf(row), status: "success", message, startedAt });
  });
}

function operationOf(row: ConnectionRow) {
  return { type: "refresh" as const, integration: row.uniqueKey, provider: row.provider, connection: row.connectionId };
}

interface Failed {
  row: ConnectionRow;
  lease: Lease;
  startedAt: Date;
  verdict: Verdict;
}

async function noteFailure(tx: Tx, ctx: Ctx, failed: Failed): Promise<void> {
  const { row, lease, verdict } = failed;
  const now = ctx.now();
  const health = verdict.isLost ? "needs_reconnect" : "failing";
  const operationId = await recordOperation(tx, ctx, {
    ...operationOf(row),
    status: "failed",
    code: verdict.code,
    message: verdict.reason,
    startedAt: failed.startedAt,
  });
  const { count } = await tx.connection.updateMany({
    where: whereFenced(lease),
    data: {
      ...FREE_LEASE,
      attempts: { increment: 1 },
      health,
      healthReason: `${verdict.reason} ${verdict.advice}`,
      healthSince: row.health === health && row.healthSince ? row.healthSince : now,
      refreshDueAt: verdict.isLost ? null : new Date(now.getTime() + RETRY_MS),
      lastError: { class: verdict.class, message: verdict.reason, operationId, at: now.toISOString() },
    },
  });
  if (count === 0 || !verdict.isLost || row.health === health) return;
  await queueAuthEvent(tx, ctx, {
    type: "connection.refresh_failed",
    subjectId: row.id,
    connectionId: row.connectionId,
    providerConfigKey: row.uniqueKey,
    authMode: row.authMode,
    provider: row.provider,
    operation: "refresh",
    tags: row.tags,
    endUser: row.endUser,
    urlOverride: row.webhookUrlOverride,
    error: { type: verdict.class, description: verdict.reason },
  });
}

/** Frees the lease and writes down why the renewal failed. @returns the error its caller should throw. */
export async function recordRefreshFailure(
  ctx: Ctx,
  row: ConnectionRow,
  { lease, startedAt, error }: { lease: Lease; startedAt: Date; error: unknown },
): Promise<ServiceError> {
  const verdict = judge(row, error);
  await inTransaction((tx) => noteFailure(tx, ctx, { row, lease, startedAt, verdict }));
  return new ServiceError(verdict.code, `${verdict.reason} ${verdict.advice}`, {
    status: verdict.status,
    cause: error,
  });
}
