import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { currentUser } from "@/app/session";
import { AuthScreen } from "@/components/auth/auth-screen";
import { IdentityButtons } from "@/components/auth/identity-buttons";
import { SignUpForm } from "@/components/auth/sign-up-form";
import { enabledIdentityProviders } from "@/server/accounts/identity-providers";

export const metadata: Metadata = { title: "Create an account" };

export default async function SignUpPage() {
  if (await currentUser()) redirect("/dashboard");
  return (
    <AuthScreen
      title="Create an account"
      lead="You get a team with a development and a production environment, each with its own API keys."
      other={{ question: "Already have an account?", label: "Sign in", href: "/sign-in" }}
    >
      <IdentityButtons providers={enabledIdentityProviders()} returnTo={undefined} />
      <SignUpForm />
    </AuthScreen>
  );
}
