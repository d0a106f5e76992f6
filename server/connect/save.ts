import type { Ctx } from "@/server/core/ctx";
import { ServiceError } from "@/server/core/errors";
import { inTransaction, Prisma, recordAudit, type Tx } from "@/server/db";
import { recordOperation } from "@/server/logs/record";
import { insertConnection, replaceCredentials } from "@/server/refresh/store-credentials";
import { isPending } from "@/server/schemes/credentials";
import type { StoredCredentials } from "@/server/vault/credentials";
import { type IntegrationRow, providerOf } from "@/server/vault/integration";
import { queueAuthEvent } from "@/server/webhooks/queue-event";
import { type Message, message } from "@/wire/messages";
import { endUserOf, eventConnection } from "./event-connection";
import type { SessionRecord } from "./session/record";

/** The connection to store, and the session that created it. */
export interface NewConnection {
  session: SessionRecord;
  integration: IntegrationRow;
  /** Public ID. On a reconnect, the ID of the existing connection. */
  connectionId: string;
  credentials: StoredCredentials;
  connectionConfig: Record<string, string>;
  /** Epoch milliseconds. Null: the provider stated no lifetime. */
  expiresAt: number | null;
  startedAt: Date;
  /** The flow that created it. Absent: the end user typed the credentials. */
  attemptId?: string;
}

export interface SavedConnection {
  connectionId: string;
  providerConfigKey: string;
  operation: "creation" | "override";
  /** An owner of the account must approve first. The webhook of the new connection is sent after that. */
  isPending: boolean;
}

/** Marks the session as used. When two flows of one session finish, the second one fails here. */
async function useSession(tx: Tx, ctx: Ctx, session: SessionRecord): Promise<void> {
  const { count } = await tx.connectSession.updateMany({
    where: { id: session.id, environmentId: ctx.environmentId, usedAt: null, endedAt: null },
    data: { usedAt: ctx.now() },
  });
  if (count === 0) throw new ServiceError("connect_session_used", message("connect.link_used"));
}

/** Stores the credentials in a new connection, or in the one that is reconnected. @returns the connection's internal ID. */
async function write(tx: Tx, input: NewConnection): Promise<string> {
  const { session, connectionId } = input;
  const other = {
    connectionConfig: input.connectionConfig,
    tags: session.tags as Prisma.JsonObject,
    endUser: endUserOf(session) ?? Prisma.DbNull,
    ...(session.webhookUrlOverride !== null && { webhookUrlOverride: session.webhookUrlOverride }),
  };
  if (session.reconnectId === null) return insertConnection(tx, { ...other, connectionId }, input);
  const place = { id: session.reconnectId, environmentId: session.environmentId };
  await replaceCredentials(tx, place, other, input);
  return place.id;
}

function messageOf(provider: string, operation: SavedConnection["operation"], waits: boolean): Message {
  if (waits) return message("connect.approval_requested", { provider });
  return message(operation === "creation" ? "connect.connected" : "connect.reconnected", { provider });
}

/** Stores a connection. Session, connection, attempt, audit, log and webhook are written in one transaction. */
export async function saveConnection(ctx: Ctx, input: NewConnection): Promise<SavedConnection> {
  const { session, integration, connectionId } = input;
  const operation = session.reconnectId ? "override" : "creation";
  const provider = providerOf(integration);
  const { name, slug } = provider;
  const waits = isPending(input.credentials);
  await inTransaction(async (tx) => {
    await useSession(tx, ctx, session);
    const id = await write(tx, input);
    if (input.attemptId) {
      const where = { id_environmentId: { id: input.attemptId, environmentId: ctx.environmentId } };
      await tx.authAttempt.update({ where, data: { status: "succeeded" } });
    }
    await recordAudit(tx, ctx, {
      action: `connection.${operation === "creation" ? "created" : "overridden"}`,
      targetId: id,
    });
    await recordOperation(tx, ctx, {
      type: "auth",
      status: "success",
      sessionId: session.id,
      integration: integration.uniqueKey,
      provider: slug,
      connection: connectionId,
      message: messageOf(name, operation, waits),
      startedAt: input.startedAt,
    });
    if (waits) return;
    const type = operation === "creation" ? "connection.created" : "connection.overridden";
    await queueAuthEvent(tx, ctx, { ...eventConnection(input), id }, { type, operation });
  });
  return { connectionId, providerConfigKey: integration.uniqueKey, operation, isPending: waits };
}
