import { newId } from "@/server/core/ids";
import { db, inTransaction } from "@/server/db";
import { createTeam } from "./create-team";
import type { SignedInUser } from "./sign-in";

/** A user as an identity provider (GitHub or Google) reports them. */
export interface Identity {
  provider: string;
  providerAccountId: string;
  email: string;
  isEmailVerified: boolean;
  name: string;
}

/**
 * Signs a user in with their account at an identity provider, and signs them up the first time.
 *
 * The account is linked to an existing user only if the identity provider verified the email address. Otherwise anyone could
 * take over a user by entering their address in a GitHub profile.
 * @returns null if the address isn't verified and the account isn't linked yet.
 */
export async function signInWithIdentity(identity: Identity): Promise<SignedInUser | null> {
  const { provider, providerAccountId } = identity;
  const known = await db().account.findUnique({
    where: { provider_providerAccountId: { provider, providerAccountId } },
    include: { user: true },
  });
  if (known) return known.user;
  if (!identity.isEmailVerified) return null;
  const email = identity.email.toLowerCase();
  return inTransaction(async (tx) => {
    const existing = await tx.user.findUnique({ where: { email } });
    const name = identity.name.trim() || email;
    const user =
      existing ?? (await tx.user.create({ data: { id: newId("usr"), name, email, emailVerified: new Date() } }));
    await tx.account.create({ data: { provider, providerAccountId, userId: user.id, type: "oauth" } });
    if (!existing) await createTeam(tx, { userId: user.id, name: `${name}'s team` });
    return { id: user.id, name: user.name, email: user.email };
  });
}
