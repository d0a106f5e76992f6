import type { Ctx } from "@/server/core/ctx";
import { newUuid } from "@/server/core/ids";
import { db } from "@/server/db";
import type { ConnectSession } from "@/server/db/generated/client";

/** A stored connect session. */
export type SessionRecord = ConnectSession;

/** Returns the public ID for the session's connection: a new one, or the existing one on a reconnect. */
export async function connectionIdOf(ctx: Ctx, session: SessionRecord): Promise<string> {
  if (!session.reconnectId) return newUuid();
  const where = { id_environmentId: { id: session.reconnectId, environmentId: ctx.environmentId } };
  const { connectionId } = await db().connection.findUniqueOrThrow({ where, select: { connectionId: true } });
  return connectionId;
}
