import { verb } from "@/server/access/verb";
import type { Ctx } from "@/server/core/ctx";
import { db } from "@/server/db";
import type { SessionRecord } from "./record";

/** Ends a session before it expires. */
export const endSession = verb("connect_session:use", async (ctx: Ctx, session: SessionRecord): Promise<void> => {
  await db().connectSession.updateMany({
    where: { id: session.id, environmentId: ctx.environmentId, endedAt: null },
    data: { endedAt: ctx.now() },
  });
});
