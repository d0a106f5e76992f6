"use client";
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type UseFormReturn, useForm } from "react-hook-form";
import { toast } from "sonner";
import { integrationPath } from "@/components/dashboard/paths";
import { SaveBar } from "@/components/dashboard/save-bar";
import { showServerError } from "@/components/dashboard/show-server-error";
import type { ProviderView } from "@/components/dashboard/types";
import { Field } from "@/components/shared/field";
import { useTRPC } from "@/components/shared/trpc";
import { Input } from "@/components/ui/input";
import { SecretInput } from "@/components/ui/secret-input";
import { type IntegrationDetail, UpdateIntegrationInput } from "@/server/integrations/schema";
import { ClientIdWarning } from "./client-id-warning";
import { CallbackUrl, ScopesField } from "./integration-form-parts";
import { joinScopes } from "./scope-list";

type Form = UseFormReturn<UpdateIntegrationInput, unknown, UpdateIntegrationInput>;

interface Props {
  env: string;
  integration: IntegrationDetail;
  provider: ProviderView;
}

const SERVER_FIELDS = [
  "unique_key",
  "display_name",
  "credentials.client_id",
  "credentials.client_secret",
  "credentials.scopes",
] as const;

function toValues({
  uniqueKey,
  displayName,
  callbackUrl,
  clientId,
  scopes,
}: IntegrationDetail): UpdateIntegrationInput {
  const credentials = { type: "OAUTH2" as const, client_id: clientId ?? "", scopes: joinScopes(scopes) };
  return { unique_key: uniqueKey, display_name: displayName, ...(callbackUrl !== null && { credentials }) };
}

/** The settings of an integration, with one Save. */
export function EditIntegrationForm({ env, integration, provider }: Props) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const router = useRouter();
  const { uniqueKey } = integration;
  const form: Form = useForm({
    resolver: zodResolver(UpdateIntegrationInput),
    values: toValues(integration),
    resetOptions: { keepDirtyValues: true },
  });
  const update = useMutation(
    trpc.integrations.update.mutationOptions({
      onSuccess: async ({ unique_key }, { patch }) => {
        form.reset({ ...patch, credentials: patch.credentials && { ...patch.credentials, client_secret: undefined } });
        toast.success("Saved.");
        if (unique_key !== uniqueKey) router.replace(integrationPath(env, unique_key));
        else await queryClient.invalidateQueries(trpc.integrations.pathFilter());
      },
      onError: (error) => showServerError(form, error, SERVER_FIELDS),
    }),
  );
  const { errors } = form.formState;
  const hasConnections = integration.connectionCount > 0;
  return (
    <form
      method="post"
      noValidate
      onSubmit={form.handleSubmit((patch) => update.mutate({ uniqueKey, patch }))}
      className="grid gap-5 rounded-lg border bg-card p-5"
    >
      <h2 className="font-medium">Settings</h2>
      <Field
        label="Key"
        hint={hasConnections ? "Fixed while connections carry it." : "How your code names this integration."}
        error={errors.unique_key?.message}
      >
        <Input
          {...form.register("unique_key")}
          readOnly={hasConnections}
          className="font-mono read-only:text-muted-foreground"
          spellCheck={false}
        />
      </Field>
      <Field label="Display name" hint="What your users read in the Connect UI." error={errors.display_name?.message}>
        <Input {...form.register("display_name")} />
      </Field>
      {integration.callbackUrl !== null && (
        <ClientFields form={form} integration={integration} provider={provider} callbackUrl={integration.callbackUrl} />
      )}
      <SaveBar form={form} isPending={update.isPending} />
    </form>
  );
}

function ClientFields({
  form,
  integration,
  provider,
  callbackUrl,
}: { form: Form; callbackUrl: string } & Pick<Props, "integration" | "provider">) {
  const errors = form.formState.errors.credentials;
  return (
    <>
      <CallbackUrl url={callbackUrl} providerName={provider.name} />
      <Field label="Client ID" error={errors?.client_id?.message}>
        <Input
          {...form.register("credentials.client_id")}
          className="font-mono"
          autoComplete="off"
          spellCheck={false}
        />
      </Field>
      <ClientIdWarning control={form.control} integration={integration} />
      <Field
        label="Client secret"
        hint={integration.hasClientSecret ? "One is stored. Leave empty to keep it." : "Stored encrypted."}
        error={errors?.client_secret?.message}
      >
        <SecretInput
          {...form.register("credentials.client_secret", {
            setValueAs: (text: string | undefined) => text || undefined,
          })}
          placeholder={integration.hasClientSecret ? "••••••••••••••••" : ""}
        />
      </Field>
      <ScopesField control={form.control} name="credentials.scopes" defaultScopes={provider.defaultScopes} />
    </>
  );
}
