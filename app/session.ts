import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getServerSession } from "next-auth";
import { cache } from "react";
import { authOptions } from "@/server/accounts/auth-options";
import { findUser } from "@/server/accounts/find-user";
import type { SignedInUser } from "@/server/accounts/sign-in";

/** The signed-in user, checked against the database once per request. Null: no session, or the user no longer exists. */
export const currentUser = cache(async (): Promise<SignedInUser | null> => {
  const session = await getServerSession(authOptions());
  const { id, signedInAt = 0 } = (session?.user ?? {}) as { id?: string; signedInAt?: number };
  return id ? findUser(id, signedInAt) : null;
});

/** The signed-in user. Redirects to the sign-in page without a session, and returns to this page afterwards. */
export async function requireUser(): Promise<SignedInUser> {
  const user = await currentUser();
  if (user) return user;
  const path = (await headers()).get("x-path");
  redirect(path ? `/sign-in?${new URLSearchParams({ callbackUrl: path })}` : "/sign-in");
}
