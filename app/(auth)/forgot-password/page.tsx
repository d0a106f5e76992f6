import type { Metadata } from "next";
import { AuthScreen } from "@/components/auth/auth-screen";
import { ForgotPasswordForm } from "@/components/auth/forgot-password-form";
import { storesMail } from "@/server/mail/outbox";

export const metadata: Metadata = { title: "Forgot your password" };

export default function ForgotPasswordPage() {
  return (
    <AuthScreen
      title="Forgot your password?"
      lead="We'll email you a link to set a new one."
      other={{ question: "Remember your password?", label: "Sign in", href: "/sign-in" }}
    >
      <ForgotPasswordForm storesMail={storesMail()} />
    </AuthScreen>
  );
}
