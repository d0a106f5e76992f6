"use client";
import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { signIn } from "next-auth/react";
import { type FieldPath, useForm } from "react-hook-form";
import { Field } from "@/components/shared/field";
import { FormError } from "@/components/shared/form-error";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { SecretInput } from "@/components/ui/secret-input";
import { SignUpInput } from "@/wire/accounts";
import { EmailField } from "./email-field";
import { postAccount } from "./post-account";

const FIELDS: readonly string[] = Object.keys(SignUpInput.shape);
const isField = (name: string): name is FieldPath<SignUpInput> => FIELDS.includes(name);

/** Creates an account, signs in, and opens the dashboard. */
export function SignUpForm() {
  const router = useRouter();
  const form = useForm({
    resolver: zodResolver(SignUpInput),
    mode: "onTouched",
    defaultValues: { name: "", email: "", password: "" },
  });
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;

  async function send(values: SignUpInput) {
    const outcome = await postAccount("/api/sign-up", values, fetch);
    if (!outcome.isDone) {
      const known = outcome.problems.filter(({ field }) => isField(field));
      for (const { field, message } of known.toReversed()) {
        if (isField(field)) form.setError(field, { message }, { shouldFocus: true });
      }
      if (known.length === 0) form.setError("root", { message: outcome.message });
      return;
    }
    const answer = await signIn("credentials", {
      email: values.email,
      password: values.password,
      redirect: false,
    }).catch(() => undefined);
    router.push(answer?.ok ? "/dashboard" : "/sign-in");
  }

  return (
    // POST, so that a submit before hydration doesn't put the password into the URL.
    <form method="post" noValidate onSubmit={form.handleSubmit(send)} className="grid gap-5">
      <Field label="Name" error={errors.name?.message}>
        <Input {...form.register("name")} autoComplete="name" />
      </Field>
      <EmailField registered={form.register("email")} error={errors.email?.message} />
      <Field
        label="Password"
        hint="At least 10 characters. A phrase of a few words is fine."
        error={errors.password?.message}
      >
        <SecretInput {...form.register("password")} autoComplete="new-password" />
      </Field>
      {errors.root && <FormError>{errors.root.message}</FormError>}
      <Button type="submit" pending={isSubmitting || isSubmitSuccessful}>
        Create account
      </Button>
    </form>
  );
}
