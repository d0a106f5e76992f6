import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import GitHub from "next-auth/providers/github";
import Google from "next-auth/providers/google";
import { env } from "@/server/core/env";
import { enabledIdentityProviders } from "./identity-providers";
import { signIn } from "./sign-in";
import { signInWithIdentity } from "./sign-in-with-identity";

const SESSION_MAX_AGE_SECONDS = 14 * 24 * 60 * 60;

function signInProviders(): NextAuthOptions["providers"] {
  const { GITHUB_CLIENT_ID, GITHUB_CLIENT_SECRET, GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET } = env();
  const enabled = enabledIdentityProviders();
  const providers: NextAuthOptions["providers"] = [
    Credentials({ credentials: { email: { type: "email" }, password: { type: "password" } }, authorize: signIn }),
  ];
  if (enabled.github)
    providers.push(GitHub({ clientId: GITHUB_CLIENT_ID ?? "", clientSecret: GITHUB_CLIENT_SECRET ?? "" }));
  if (enabled.google)
    providers.push(Google({ clientId: GOOGLE_CLIENT_ID ?? "", clientSecret: GOOGLE_CLIENT_SECRET ?? "" }));
  return providers;
}

/** GitHub's profile endpoint returns the primary address, which is always a verified one. */
function isEmailVerified(provider: string, profile: object | undefined): boolean {
  return provider === "github" || (profile as { email_verified?: boolean } | undefined)?.email_verified === true;
}

/** The next-auth settings. Sessions are JWTs, so that a page needs no session lookup. Users are in our own tables. */
export function authOptions(): NextAuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: SESSION_MAX_AGE_SECONDS },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: signInProviders(),
    callbacks: {
      async signIn({ user, account, profile }) {
        if (!account || account.type === "credentials") return true;
        if (!user.email) return "/sign-in?error=no_email";
        const signedIn = await signInWithIdentity({
          provider: account.provider,
          providerAccountId: account.providerAccountId,
          email: user.email,
          isEmailVerified: isEmailVerified(account.provider, profile),
          name: user.name ?? "",
        });
        if (!signedIn) return "/sign-in?error=email_not_verified";
        user.id = signedIn.id; // becomes `token.sub` below
        return true;
      },
      jwt({ token, user }) {
        if (user) return { ...token, sub: user.id, signedInAt: Date.now() };
        return token;
      },
      session({ session, token }) {
        const { sub: id, signedInAt } = token;
        return { ...session, user: { ...session.user, id, signedInAt } };
      },
    },
  };
}
