import { createCtx } from "@/server/core/ctx";
import { open } from "@/server/crypto";
import { db, inTransaction, pool, type Tx } from "@/server/db";
import { recordOperation } from "@/server/logs/record";
import { type ConnectionRow, FROM_CONNECTION, ITEM_COLUMNS, sealCredentials } from "@/server/vault/connection";
import type { StoredCredentials } from "@/server/vault/credentials";
import { type IntegrationRow, providerOf } from "@/server/vault/integration";
import { queueAuthEvent } from "@/server/webhooks/queue-event";
import { message } from "@/wire/messages";
import type { ClaimedRow } from "./claim";
import { lifetimeOf } from "./lifetime";
import { isSuperseded } from "./outcome";
import { lifetimeColumns } from "./store-credentials";
import { isTestMode } from "./test-mode";

const BATCH = 50;

interface Late {
  id: string;
  environmentId: string;
  connectionId: string;
  reply: Uint8Array;
  fence: number;
  receivedAt: Date;
}

function openLate({
  id,
  environmentId,
  reply,
}: Pick<Late, "id" | "environmentId" | "reply">): Promise<StoredCredentials> {
  return open(reply, { environmentId, table: "LateReply", rowId: id, field: "reply" }) as Promise<StoredCredentials>;
}

/** Credentials from late replies that are newer than the stored ones and not reconciled yet, newest first. */
export async function lateReplies({ id, environmentId, storedFence }: ClaimedRow): Promise<StoredCredentials[]> {
  const rows = await db().lateReply.findMany({
    where: { connectionId: id, environmentId, reconciledAt: null, fence: { gte: storedFence } },
    orderBy: { fence: "desc" },
  });
  return Promise.all(rows.map(openLate));
}

type Locked = ConnectionRow & Pick<IntegrationRow, "settings"> & { teamId: string; environmentName: string };

/** Locks the connection of a late reply. Undefined: it was deleted, or a refresh is running. */
async function lock(tx: Tx, { connectionId, environmentId }: Late): Promise<Locked | undefined> {
  const [row] = await tx.$queryRawUnsafe<Locked[]>(
    `select ${ITEM_COLUMNS}, i.settings, e."teamId", e.name as "environmentName" ${FROM_CONNECTION}
     join "Environment" e on e.id = c."environmentId"
     where c.id = $1 and c."environmentId" = $2::uuid and (c."leaseUntil" is null or c."leaseUntil" < now()) for update of c`,
    connectionId,
    environmentId,
  );
  return row;
}

/** Milliseconds until a stored credential expires. Null: no stated expiry. */
function remainingMs(stored: StoredCredentials, now: Date): number | null {
  return "expires_at" in stored && stored.expires_at ? Date.parse(stored.expires_at) - now.getTime() : null;
}

async function adopt(tx: Tx, row: Locked, stored: StoredCredentials): Promise<void> {
  const now = row.readAt;
  const facts = {
    now: now.getTime(),
    expiresInMs: remainingMs(stored, now),
    authorizedAgoMs: now.getTime() - row.authorizedAt.getTime(),
    isTestMode: isTestMode(row),
    isRotated: true,
    random: Math.random(),
  };
  const fence = row.fence + 1;
  await tx.connection.updateMany({
    where: { id: row.id, environmentId: row.environmentId },
    // `inflightAt` stays: a process that was killed may have used this very token.
    data: {
      ...lifetimeColumns(lifetimeOf(providerOf(row), stored, facts), now),
      credentials: await sealCredentials(row, stored),
      fence,
      storedFence: fence,
    },
  });
  const ctx = createCtx({ kind: "system", job: "refresh" }, row);
  await recordOperation(tx, ctx, {
    type: "refresh",
    status: "success",
    integration: row.uniqueKey,
    provider: row.provider,
    connection: row.connectionId,
    message: message("refresh.late_reply"),
    startedAt: now,
  });
  if (row.toldClass === null) return;
  await queueAuthEvent(tx, ctx, row, { type: "connection.refresh_recovered", operation: "refresh" });
}

async function reconcile(tx: Tx, late: Late): Promise<boolean> {
  const row = await lock(tx, late);
  if (!row) return false;
  if (!isSuperseded(row, late)) await adopt(tx, row, await openLate(late));
  const { id, environmentId } = late;
  await tx.lateReply.updateMany({ where: { id, environmentId }, data: { reconciledAt: row.readAt } });
  return true;
}

/**
 * Reconciles late replies, newest first. A reply that is newer than the stored credentials replaces them. Others are only
 * marked as reconciled. A connection with a running refresh is skipped until the next call.
 * @returns how many replies were reconciled.
 */
export async function reconcileLateReplies(): Promise<number> {
  const { rows } = await pool().query<Late>({
    name: "late-replies",
    text: `select id, "environmentId", "connectionId", reply, fence, "receivedAt" from "LateReply"
      where "reconciledAt" is null order by "connectionId", fence desc limit ${BATCH}`,
  });
  let reconciled = 0;
  for (const late of rows) if (await inTransaction((tx) => reconcile(tx, late))) reconciled += 1;
  return reconciled;
}
