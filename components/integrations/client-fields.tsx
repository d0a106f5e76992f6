import type { ReactNode } from "react";
import type { UseFormReturn } from "react-hook-form";
import type { ProviderView } from "@/components/dashboard/types";
import { Field } from "@/components/shared/field";
import { Input } from "@/components/ui/input";
import { PemTextarea } from "@/components/ui/pem-textarea";
import { SecretInput } from "@/components/ui/secret-input";
import { hasScopes } from "@/wire/schemes";
import type { IntegrationValues } from "./form-values";
import { ScopesField } from "./integration-form-parts";

interface Props {
  form: UseFormReturn<IntegrationValues>;
  provider: ProviderView;
  /** A secret is stored. Leaving the field empty keeps it. */
  hasSecret?: boolean;
  /** Shown below the client ID. */
  children?: ReactNode;
}

/** The fields of the team's OAuth client at the provider. */
export function ClientFields({ form, provider, hasSecret = false, children }: Props) {
  const errors = form.formState.errors.client;
  return (
    <>
      <Field label="Client ID" error={errors?.client_id?.message}>
        <Input {...form.register("client.client_id")} className="font-mono" autoComplete="off" spellCheck={false} />
      </Field>
      {children}
      <ProofField form={form} provider={provider} hasSecret={hasSecret} />
      {hasScopes(provider.authMode) && (
        <ScopesField control={form.control} name="client.scopes" defaultScopes={provider.defaultScopes} />
      )}
    </>
  );
}

/** The client secret, or the private key that replaces it. */
function ProofField({ form, provider, hasSecret }: Required<Pick<Props, "form" | "provider" | "hasSecret">>) {
  const isKey = provider.clientProof === "private_key";
  const storage = hasSecret
    ? "A value is stored. Leave empty to keep it."
    : "Stored encrypted. You can't see it again here.";
  return (
    <Field
      label={isKey ? "Private key" : "Client secret"}
      hint={isKey ? `Paste the whole key file. ${provider.name} gets only the public key. ${storage}` : storage}
      error={form.formState.errors.client?.client_secret?.message}
    >
      {(control) => {
        const input = { ...control, ...form.register("client.client_secret") };
        return isKey ? (
          <PemTextarea {...input} isStored={hasSecret} />
        ) : (
          <SecretInput {...input} placeholder={hasSecret ? "••••••••••••••••" : ""} />
        );
      }}
    </Field>
  );
}
