"use client";
import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { FormError } from "@/components/shared/form-error";
import { Button } from "@/components/ui/button";
import { RequestResetInput } from "@/wire/accounts";
import { EmailField } from "./email-field";
import { postAccount } from "./post-account";

/** Requests an email with a password reset link. `storesMail`: this instance shows mail instead of sending it. */
export function ForgotPasswordForm({ storesMail }: { storesMail: boolean }) {
  const form = useForm({ resolver: zodResolver(RequestResetInput), defaultValues: { email: "" } });
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;

  async function send(values: RequestResetInput) {
    const outcome = await postAccount("/api/request-password-reset", values, fetch);
    if (!outcome.isDone) form.setError("root", { message: outcome.message });
  }

  if (isSubmitSuccessful) {
    return (
      <p role="status" className="text-pretty text-sm leading-6">
        If <strong className="font-medium">{form.getValues("email")}</strong> has an account, we sent a link to that
        address. The link works once and expires in an hour.{" "}
        {storesMail && (
          <>
            This instance has no mail server. Find the message at{" "}
            <a href="/dev/mail" className="text-primary underline underline-offset-4">
              /dev/mail
            </a>
            .
          </>
        )}
      </p>
    );
  }
  return (
    <form method="post" noValidate onSubmit={form.handleSubmit(send)} className="grid gap-5">
      <EmailField registered={form.register("email")} error={errors.email?.message} />
      {errors.root && <FormError>{errors.root.message}</FormError>}
      <Button type="submit" pending={isSubmitting}>
        {" "}
        Send link{" "}
      </Button>
    </form>
  );
}
