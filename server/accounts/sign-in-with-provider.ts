import { newId } from "@/server/core/ids";
import { db, inTransaction } from "@/server/db";
import { createTeam } from "./create-team";
import type { SignedInUser } from "./sign-in";

/** What GitHub or Google says of a person. */
export interface ProviderProfile {
  provider: string;
  providerAccountId: string;
  email: string;
  isEmailVerified: boolean;
  name: string;
}

/**
 * Signs a person in by an outside account, and signs them up at the first time.
 *
 * An outside account is joined to an existing user only when the provider vouches for the address: else whoever
 * can write an address into a GitHub profile could take over an account here.
 * @returns null when the address is not verified and the account is not yet joined.
 */
export async function signInWithProvider(profile: ProviderProfile): Promise<SignedInUser | null> {
  const { provider, providerAccountId } = profile;
  const known = await db().account.findUnique({
    where: { provider_providerAccountId: { provider, providerAccountId } },
    include: { user: true },
  });
  if (known) return known.user;
  if (!profile.isEmailVerified) return null;
  const email = profile.email.toLowerCase();
  return inTransaction(async (tx) => {
    const existing = await tx.user.findUnique({ where: { email } });
    const name = profile.name.trim() || email;
    const user =
      existing ?? (await tx.user.create({ data: { id: newId("usr"), name, email, emailVerified: new Date() } }));
    await tx.account.create({ data: { provider, providerAccountId, userId: user.id, type: "oauth" } });
    if (!existing) await createTeam(tx, { userId: user.id, name: `${name}'s team` });
    return { id: user.id, name: user.name, email: user.email };
  });
}
