import type { Metadata } from "next";
import { AuthScreen } from "@/components/auth/auth-screen";
import { NewPasswordForm } from "@/components/auth/new-password-form";

export const metadata: Metadata = { title: "Set a new password", referrer: "no-referrer" };

export default function NewPasswordPage() {
  return (
    <AuthScreen
      title="Set a new password"
      lead="You'll use it to sign in from now on."
      other={{ question: "Link expired?", label: "Request a new one", href: "/forgot-password" }}
    >
      <NewPasswordForm />
    </AuthScreen>
  );
}
