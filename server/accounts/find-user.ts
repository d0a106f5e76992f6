import { db } from "@/server/db";
import type { SignedInUser } from "./sign-in";

/** Finds the user of a session. Null: the user no longer exists, or their password changed since they signed in. */
export async function findUser(id: string, signedInAt: number): Promise<SignedInUser | null> {
  const user = await db().user.findUnique({ where: { id } });
  if (!user || (user.sessionsFrom && user.sessionsFrom.getTime() > signedInAt)) return null;
  return { id: user.id, name: user.name, email: user.email };
}
