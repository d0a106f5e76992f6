import { createTeamCtx } from "@/server/core/ctx";
import { ServiceError } from "@/server/core/errors";
import { lookupHash } from "@/server/crypto";
import { inTransaction, recordAudit, type Tx } from "@/server/db";
import type { ResetPasswordInput } from "@/wire/accounts";
import { hashPassword } from "./password";

const USED = "This link was already used, or is older than an hour. Ask for a new one.";

/**
 * Sets a new password and ends every session begun with the old one.
 * @returns the address to sign in with. @throws ServiceError `invalid_sign_in` when the link is unknown, used or too old.
 */
export async function resetPassword(input: ResetPasswordInput, now: Date = new Date()): Promise<{ email: string }> {
  const tokenHash = await lookupHash("password-reset", input.token);
  const passwordHash = await hashPassword(input.password);
  return inTransaction(async (tx) => {
    const { count } = await tx.passwordReset.updateMany({
      where: { tokenHash, usedAt: null, expiresAt: { gt: now } },
      data: { usedAt: now },
    });
    if (count === 0) throw new ServiceError("invalid_sign_in", USED);
    const { userId } = await tx.passwordReset.findUniqueOrThrow({ where: { tokenHash } });
    // Who reads the mailbox has proved the address, too. Other links to this account are worthless from now on.
    await tx.passwordReset.updateMany({ where: { userId, usedAt: null }, data: { usedAt: now } });
    const data = { passwordHash, sessionsFrom: now, emailVerified: now };
    const { email } = await tx.user.update({ where: { id: userId }, data });
    await recordReset(tx, userId);
    return { email };
  });
}

/** Every team of the user can see that their password changed. */
async function recordReset(tx: Tx, userId: string): Promise<void> {
  // In one order, so that two resets never wait for each other's chain.
  const memberships = await tx.membership.findMany({ where: { userId }, orderBy: { teamId: "asc" } });
  for (const { teamId, role } of memberships) {
    const ctx = createTeamCtx({ kind: "user", userId, role }, teamId);
    await recordAudit(tx, ctx, { action: "user.password_reset", targetId: userId });
  }
}
