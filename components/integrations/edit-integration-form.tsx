"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type UseFormReturn, useForm } from "react-hook-form";
import { toast } from "sonner";
import { integrationPath } from "@/components/dashboard/paths";
import { SaveBar } from "@/components/dashboard/save-bar";
import type { ProviderView } from "@/components/dashboard/types";
import { Field } from "@/components/shared/field";
import { useTRPC } from "@/components/shared/trpc";
import { Input } from "@/components/ui/input";
import type { IntegrationDetail } from "@/wire/integrations";
import { ClientFields } from "./client-fields";
import { ClientIdWarning } from "./client-id-warning";
import { type IntegrationValues, integrationResolver, toPatch } from "./form-values";
import { isToBeRegistered, RedirectUri } from "./integration-form-parts";
import { joinScopes } from "./scope-list";
import { SettingsFields } from "./settings-fields";
import { showIntegrationError } from "./show-integration-error";

type Form = UseFormReturn<IntegrationValues>;

interface Props {
  env: string;
  integration: IntegrationDetail;
  provider: ProviderView;
}

function toValues(
  { uniqueKey, displayName, clientId, scopes }: IntegrationDetail,
  provider: ProviderView,
): IntegrationValues {
  return {
    unique_key: uniqueKey,
    display_name: displayName,
    client: { client_id: clientId ?? "", client_secret: "", scopes: joinScopes(scopes) },
    settings: Object.fromEntries(provider.settings.map(({ name }) => [name, ""])),
  };
}

/** The settings form of an integration. */
export function EditIntegrationForm({ env, integration, provider }: Props) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const router = useRouter();
  const { uniqueKey } = integration;
  const form: Form = useForm({
    resolver: integrationResolver(provider, { isNew: false, stored: integration.settings }),
    values: toValues(integration, provider),
    resetOptions: { keepDirtyValues: true },
  });
  const update = useMutation(
    trpc.integrations.update.mutationOptions({
      onSuccess: async ({ unique_key }) => {
        const values = form.getValues();
        // Stored secrets are never sent back, so their fields are empty again.
        const settings = Object.fromEntries(Object.keys(values.settings).map((name) => [name, ""]));
        form.reset({ ...values, client: { ...values.client, client_secret: "" }, settings });
        toast.success("Saved.");
        if (unique_key !== uniqueKey) router.replace(integrationPath(env, unique_key));
        else await queryClient.invalidateQueries(trpc.integrations.pathFilter());
      },
      onError: (error) => showIntegrationError(form, error),
    }),
  );
  const { errors } = form.formState;
  const hasConnections = integration.connectionCount > 0;
  return (
    <form
      method="post"
      noValidate
      onSubmit={form.handleSubmit((values) => update.mutate({ uniqueKey, patch: toPatch(provider, values) }))}
      className="grid gap-5 rounded-lg border bg-card p-5"
    >
      <h2 className="font-medium">Settings</h2>
      <Field
        label="Key"
        hint={
          hasConnections
            ? "You can't change the key while the integration has connections."
            : "Your code uses this key."
        }
        error={errors.unique_key?.message}
      >
        <Input
          {...form.register("unique_key")}
          readOnly={hasConnections}
          className="font-mono read-only:text-muted-foreground"
          spellCheck={false}
        />
      </Field>
      <Field
        label="Display name"
        hint="The name your users see in the Connect UI."
        error={errors.display_name?.message}
      >
        <Input {...form.register("display_name")} />
      </Field>
      {integration.callbackUrl !== null && isToBeRegistered(provider) && (
        <RedirectUri url={integration.callbackUrl} providerName={provider.name} />
      )}
      {(provider.needs === "client" || provider.needs === "client_and_app") && (
        <ClientFields form={form} provider={provider} hasSecret={integration.hasClientSecret}>
          <ClientIdWarning control={form.control} integration={integration} />
        </ClientFields>
      )}
      <SettingsFields form={form} settings={provider.settings} stored={integration.settings} />
      <SaveBar form={form} isPending={update.isPending} />
    </form>
  );
}
