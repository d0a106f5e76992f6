import type { UseFormRegisterReturn } from "react-hook-form";
import { Field } from "@/components/shared/field";
import { Input } from "@/components/ui/input";

/** The email address used to sign in. */
export function EmailField({ registered, error }: { registered: UseFormRegisterReturn; error: string | undefined }) {
  return (
    <Field label="Email address" error={error}>
      <Input {...registered} type="email" autoComplete="username" autoCapitalize="none" spellCheck={false} />
    </Field>
  );
}
