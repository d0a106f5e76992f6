import type { Metadata } from "next";
import { AuthScreen } from "@/components/auth/auth-screen";
import { ForgotPasswordForm } from "@/components/auth/forgot-password-form";
import { keepsMail } from "@/server/mail/kept";

export const metadata: Metadata = { title: "Forgot your password" };

export default function ForgotPasswordPage() {
  return (
    <AuthScreen
      title="Forgot your password?"
      lead="We send a link with which you set a new one."
      other={{ question: "Remembered it?", label: "Sign in", href: "/sign-in" }}
    >
      <ForgotPasswordForm keepsMail={keepsMail()} />
    </AuthScreen>
  );
}
