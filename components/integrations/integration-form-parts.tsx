"use client";
import { type Control, Controller, type FieldPath, type FieldValues } from "react-hook-form";
import type { ProviderView } from "@/components/dashboard/types";
import { CopyField } from "@/components/shared/copy-field";
import { Field } from "@/components/shared/field";
import { ScopesInput } from "./scopes-input";

/** Returns whether the team must register the redirect URI at the provider. Dynamic client registration includes it. */
export function isToBeRegistered({ hasCallback, needs, settings }: ProviderView): boolean {
  return hasCallback && (needs !== "nothing" || settings.length > 0);
}

/** The redirect URI with a copy button. */
export function RedirectUri({ url, providerName }: { url: string; providerName: string }) {
  return (
    <CopyField
      label="Redirect URI"
      value={url}
      hint={`Register exactly this URI at ${providerName}, where it may be called callback URL. Each integration has its own.`}
    />
  );
}

interface ScopesFieldProps<T extends FieldValues> {
  control: Control<T, unknown, T>;
  name: FieldPath<T>;
  defaultScopes: readonly string[];
}

/** The scopes field of a form. */
export function ScopesField<T extends FieldValues>({ control, name, defaultScopes }: ScopesFieldProps<T>) {
  const usual =
    defaultScopes.length > 0 ? `Default: ${defaultScopes.join(", ")}.` : "Leave empty for the provider's default.";
  return (
    <Controller
      control={control}
      name={name}
      render={({ field, fieldState }) => (
        <Field label="Scopes" hint={`What your app may do for a user. ${usual}`} error={fieldState.error?.message}>
          <ScopesInput value={field.value ?? ""} onChange={field.onChange} />
        </Field>
      )}
    />
  );
}
