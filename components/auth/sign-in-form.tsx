"use client";
import { zodResolver } from "@hookform/resolvers/zod";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { signIn } from "next-auth/react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { Field } from "@/components/shared/field";
import { FormError } from "@/components/shared/form-error";
import { Button } from "@/components/ui/button";
import { SecretInput } from "@/components/ui/secret-input";
import { safePath } from "@/lib/safe-path";
import { SignInInput } from "@/wire/accounts";
import { EmailField } from "./email-field";
import { describeSignInProblem } from "./sign-in-problems";

const Values = SignInInput.extend({ password: z.string().min(1, "Enter your password.") });

interface SignInFormProps {
  /** The page to return to after sign-in. */
  returnTo: string | undefined;
  /** The error code of a failed sign-in, such as from an identity provider. */
  problem: string | undefined;
}

/** Signs in with email and password. */
export function SignInForm({ returnTo, problem }: SignInFormProps) {
  const router = useRouter();
  const form = useForm({ resolver: zodResolver(Values), defaultValues: { email: "", password: "" } });
  const { errors, isSubmitting, isSubmitSuccessful, isSubmitted } = form.formState;
  const message = errors.root?.message ?? (problem && !isSubmitted ? describeSignInProblem(problem) : undefined);

  async function send(values: SignInInput) {
    const answer = await signIn("credentials", { ...values, redirect: false }).catch(() => undefined);
    if (answer?.ok) return router.push(safePath(returnTo, window.location.origin, "/dashboard"));
    form.setError("root", { message: describeSignInProblem(answer?.error ?? "") });
    form.setFocus("password", { shouldSelect: true });
  }

  return (
    // POST, so that a submit before hydration doesn't put the password into the URL.
    <form method="post" noValidate onSubmit={form.handleSubmit(send)} className="grid gap-5">
      <EmailField registered={form.register("email")} error={errors.email?.message} />
      <Field label="Password" error={errors.password?.message}>
        <SecretInput {...form.register("password")} autoComplete="current-password" />
      </Field>
      <Link
        href="/forgot-password"
        className="-mt-3 justify-self-start rounded-sm text-muted-foreground text-sm underline-offset-4 hover:text-foreground hover:underline"
      >
        Forgot your password?
      </Link>
      {message && <FormError>{message}</FormError>}
      <Button type="submit" pending={isSubmitting || isSubmitSuccessful}>
        Sign in
      </Button>
    </form>
  );
}
