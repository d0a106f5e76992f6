"use client";
import { zodResolver } from "@hookform/resolvers/zod";
import Link from "next/link";
import { useForm } from "react-hook-form";
import { Field } from "@/components/shared/field";
import { FormError } from "@/components/shared/form-error";
import { Button } from "@/components/ui/button";
import { SecretInput } from "@/components/ui/secret-input";
import { ResetPasswordInput } from "@/wire/accounts";
import { postAccount } from "./post-account";

const Values = ResetPasswordInput.pick({ password: true });

/** Sets a new password. The link's token is in the URL fragment, which no server or log sees. */
export function NewPasswordForm() {
  const form = useForm({ resolver: zodResolver(Values), mode: "onTouched", defaultValues: { password: "" } });
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;

  async function send({ password }: { password: string }) {
    const token = window.location.hash.slice(1);
    if (!ResetPasswordInput.shape.token.safeParse(token).success) {
      return form.setError("root", {
        message: "This link is incomplete. Copy the whole link from the email, or request a new one.",
      });
    }
    const outcome = await postAccount("/api/reset-password", { token, password }, fetch);
    if (!outcome.isDone) form.setError("root", { message: outcome.message });
  }

  if (isSubmitSuccessful) {
    return (
      <div className="grid gap-5">
        <p role="status" className="text-sm leading-6">
          Your password was changed, and all other sessions were signed out.
        </p>
        <Button asChild>
          <Link href="/sign-in">Sign in</Link>
        </Button>
      </div>
    );
  }
  return (
    // POST, so that a submit before hydration doesn't put the password into the URL.
    <form method="post" noValidate onSubmit={form.handleSubmit(send)} className="grid gap-5">
      <Field label="New password" hint="At least 10 characters." error={errors.password?.message}>
        <SecretInput {...form.register("password")} autoComplete="new-password" />
      </Field>
      {errors.root && <FormError>{errors.root.message}</FormError>}
      <Button type="submit" pending={isSubmitting}>
        {" "}
        Set password{" "}
      </Button>
    </form>
  );
}
