import { db } from "@/server/db";
import { SignInInput } from "@/wire/accounts";
import { verifyPassword } from "./password";

/** The signed-in user. */
export interface SignedInUser {
  id: string;
  name: string;
  email: string;
}

/** Checks an email address and password. @returns null if either is wrong, without saying which. */
export async function signIn(credentials: unknown): Promise<SignedInUser | null> {
  const input = SignInInput.safeParse(credentials);
  if (!input.success) return null;
  const user = await db().user.findUnique({ where: { email: input.data.email } });
  if (!(await verifyPassword(user?.passwordHash, input.data.password)) || !user) return null;
  return { id: user.id, name: user.name, email: user.email };
}
