import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { currentUser } from "@/app/session";
import { AuthScreen } from "@/components/auth/auth-screen";
import { IdentityButtons } from "@/components/auth/identity-buttons";
import { SignInForm } from "@/components/auth/sign-in-form";
import { enabledIdentityProviders } from "@/server/accounts/identity-providers";

export const metadata: Metadata = { title: "Sign in" };

interface Props {
  searchParams: Promise<{ callbackUrl?: string | string[]; error?: string | string[] }>;
}

export default async function SignInPage({ searchParams }: Props) {
  if (await currentUser()) redirect("/dashboard");
  const { callbackUrl, error } = await searchParams;
  const returnTo = [callbackUrl].flat()[0];
  return (
    <AuthScreen
      title="Sign in"
      lead="Welcome back."
      other={{ question: "New here?", label: "Create an account", href: "/sign-up" }}
    >
      <IdentityButtons providers={enabledIdentityProviders()} returnTo={returnTo} />
      <SignInForm returnTo={returnTo} problem={[error].flat()[0]} />
    </AuthScreen>
  );
}
