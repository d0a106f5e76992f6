import { type Ctx, createCtx } from "@/server/core/ctx";
import { ServiceError } from "@/server/core/errors";
import { lookupHash } from "@/server/crypto";
import { db } from "@/server/db";
import { SESSION_TOKEN_PATTERN } from "@/wire/auth";
import type { SessionRecord } from "./record";

/** Checks that a session can be used. @throws ServiceError `connect_session_expired`, `connect_session_used` (401). */
function checkSessionOpen(session: SessionRecord, now: Date): void {
  if (session.usedAt || session.endedAt) {
    throw new ServiceError("connect_session_used", "This connect link was already used. Ask for a new one.");
  }
  if (session.expiresAt <= now) {
    throw new ServiceError(
      "connect_session_expired",
      "This connect link has expired. Links are valid for 30 minutes. Ask for a new one.",
    );
  }
}

/** Returns the session of a token. @throws ServiceError (401) for a malformed, unknown, expired or used token. */
export async function resolveSession(token: string, requestId: string): Promise<{ ctx: Ctx; session: SessionRecord }> {
  if (!SESSION_TOKEN_PATTERN.test(token)) {
    throw new ServiceError(
      "invalid_connect_session_token_format",
      "This isn't a connect session token. Copy the whole link.",
    );
  }
  const found = await db().connectSession.findUnique({
    where: { tokenHash: await lookupHash("session-token", token) },
    include: { environment: true },
  });
  if (!found)
    throw new ServiceError("unknown_connect_session_token", "This connect link isn't valid. Ask for a new one.");
  const { environment, ...session } = found;
  const ref = { teamId: environment.teamId, environmentId: environment.id, environmentName: environment.name };
  const ctx = createCtx({ kind: "session", sessionId: session.id }, ref, requestId);
  checkSessionOpen(session, ctx.now());
  return { ctx, session };
}
