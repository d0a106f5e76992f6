import type { Metadata } from "next";
import { AuthScreen } from "@/components/auth/auth-screen";
import { NewPasswordForm } from "@/components/auth/new-password-form";

export const metadata: Metadata = { title: "Set a new password", referrer: "no-referrer" };

export default function NewPasswordPage() {
  return (
    <AuthScreen
      title="Set a new password"
      lead="You sign in with it from now on."
      other={{ question: "Link too old?", label: "Ask for a new one", href: "/forgot-password" }}
    >
      <NewPasswordForm />
    </AuthScreen>
  );
}
