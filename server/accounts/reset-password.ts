import { createTeamCtx } from "@/server/core/ctx";
import { ServiceError } from "@/server/core/errors";
import { lookupHash } from "@/server/crypto";
import { inTransaction, recordAudit, type Tx } from "@/server/db";
import type { ResetPasswordInput } from "@/wire/accounts";
import { hashPassword } from "./password";

const INVALID_LINK = "This link was already used or has expired. Request a new one.";

/**
 * Sets a new password and ends every session started before.
 * @returns the email address to sign in with. @throws ServiceError `invalid_sign_in` if the link is unknown, used or expired.
 */
export async function resetPassword(input: ResetPasswordInput, now: Date = new Date()): Promise<{ email: string }> {
  const tokenHash = await lookupHash("password-reset", input.token);
  const passwordHash = await hashPassword(input.password);
  return inTransaction(async (tx) => {
    const { count } = await tx.passwordReset.updateMany({
      where: { tokenHash, usedAt: null, expiresAt: { gt: now } },
      data: { usedAt: now },
    });
    if (count === 0) throw new ServiceError("invalid_sign_in", INVALID_LINK);
    const { userId } = await tx.passwordReset.findUniqueOrThrow({ where: { tokenHash } });
    // The link was emailed, so the address is verified too. Other links for this user stop working.
    await tx.passwordReset.updateMany({ where: { userId, usedAt: null }, data: { usedAt: now } });
    const data = { passwordHash, sessionsFrom: now, emailVerified: now };
    const { email } = await tx.user.update({ where: { id: userId }, data });
    await recordReset(tx, userId);
    return { email };
  });
}

/** Records the change in the audit chain of every team of the user. */
async function recordReset(tx: Tx, userId: string): Promise<void> {
  // A fixed order, so that two resets can't deadlock on each other's audit chains.
  const memberships = await tx.membership.findMany({ where: { userId }, orderBy: { teamId: "asc" } });
  for (const { teamId, role } of memberships) {
    const ctx = createTeamCtx({ kind: "user", userId, role }, teamId);
    await recordAudit(tx, ctx, { action: "user.password_reset", targetId: userId });
  }
}
