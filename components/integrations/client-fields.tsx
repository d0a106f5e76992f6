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
  /** One is stored: left empty, it stays. */
  hasSecret?: boolean;
  /** What is said of the client ID. */
  children?: ReactNode;
}

/** The team's own OAuth client at the provider. */
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

/** Its secret, or the private key that signs in its place. */
function ProofField({ form, provider, hasSecret }: Required<Pick<Props, "form" | "provider" | "hasSecret">>) {
  const isKey = provider.clientProof === "private_key";
  const kept = hasSecret ? "One is stored. Leave empty to keep it." : "Stored encrypted. It is not shown again here.";
  return (
    <Field
      label={isKey ? "Private key" : "Client secret"}
      hint={isKey ? `The whole key file; ${provider.name} gets its public half alone. ${kept}` : kept}
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
