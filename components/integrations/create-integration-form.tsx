"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FlaskConical } from "lucide-react";
import { useRouter } from "next/navigation";
import { type UseFormReturn, useForm } from "react-hook-form";
import { toast } from "sonner";
import { integrationPath } from "@/components/dashboard/paths";
import type { ProviderView } from "@/components/dashboard/types";
import { Field } from "@/components/shared/field";
import { FormError } from "@/components/shared/form-error";
import { useTRPC } from "@/components/shared/trpc";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { ClientFields } from "./client-fields";
import { type IntegrationValues, integrationResolver, toCreateInput } from "./form-values";
import { isToBeRegistered, RedirectUri } from "./integration-form-parts";
import { SettingsFields } from "./settings-fields";
import { showIntegrationError } from "./show-integration-error";

type Form = UseFormReturn<IntegrationValues>;

interface Props {
  env: string;
  provider: ProviderView;
  callback: { id: string; url: string };
  takenKeys: string[];
  /** The keys of other integrations of this provider. */
  siblings: string[];
}

/** Creates an integration. */
export function CreateIntegrationForm({ env, provider, callback, takenKeys, siblings }: Props) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const router = useRouter();
  const form: Form = useForm({
    resolver: integrationResolver(provider, { isNew: true, stored: [] }),
    defaultValues: {
      // If the slug is taken, only the user knows a name that distinguishes the two integrations.
      unique_key: takenKeys.includes(provider.slug) ? "" : provider.slug,
      display_name: siblings.length > 0 ? "" : provider.name,
      client: { client_id: "", client_secret: "", scopes: "" },
      settings: Object.fromEntries(provider.settings.map(({ name }) => [name, ""])),
    },
  });
  const create = useMutation(
    trpc.integrations.create.mutationOptions({
      onSuccess: async ({ unique_key }) => {
        await Promise.all([
          queryClient.invalidateQueries(trpc.integrations.pathFilter()),
          queryClient.invalidateQueries(trpc.gettingStarted.pathFilter()),
        ]);
        toast.success(`${provider.name} was added.`);
        router.push(integrationPath(env, unique_key));
      },
      onError: (error) => showIntegrationError(form, error),
    }),
  );
  const { errors } = form.formState;
  return (
    <form
      method="post"
      noValidate
      onSubmit={form.handleSubmit((values) =>
        create.mutate(toCreateInput(provider, values, provider.hasCallback ? callback.id : undefined)),
      )}
      className="grid gap-5 rounded-lg border bg-card p-5"
    >
      <NameFields form={form} provider={provider} siblings={siblings} />
      {isToBeRegistered(provider) && <RedirectUri url={callback.url} providerName={provider.name} />}
      {(provider.needs === "client" || provider.needs === "client_and_app") && (
        <>
          {provider.slug.startsWith("lab-") && <LabClient form={form} />}
          <ClientFields form={form} provider={provider} />
        </>
      )}
      <SettingsFields form={form} settings={provider.settings} />
      {errors.root && <FormError>{errors.root.message}</FormError>}
      <div>
        <Button type="submit" disabled={create.isPending || create.isSuccess}>
          Add integration
        </Button>
      </div>
    </form>
  );
}

function NameFields({ form, provider, siblings }: { form: Form } & Pick<Props, "provider" | "siblings">) {
  const { errors } = form.formState;
  const [sibling] = siblings;
  const keyHint =
    sibling === undefined
      ? "Your code uses this key. You can't change it while the integration has connections."
      : `You already have “${sibling}”. Choose a different key, such as ${provider.slug}-readonly.`;
  return (
    <>
      <Field label="Key" hint={keyHint} error={errors.unique_key?.message}>
        <Input
          {...form.register("unique_key")}
          className="font-mono"
          autoComplete="off"
          spellCheck={false}
          autoFocus={sibling !== undefined}
        />
      </Field>
      <Field
        label="Display name"
        hint="The name your users see in the Connect UI."
        error={errors.display_name?.message}
      >
        <Input {...form.register("display_name")} placeholder={provider.name} />
      </Field>
    </>
  );
}

/** Fills in the OAuth client that the lab has registered. */
function LabClient({ form }: { form: Form }) {
  function fillLabValues() {
    form.setValue("client.client_id", "lab-client", { shouldValidate: true });
    form.setValue("client.client_secret", "lab-secret", { shouldValidate: true });
  }
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 rounded-md border border-dashed p-3 text-sm">
      <p className="text-muted-foreground">
        The lab has one registered app and accepts any redirect URI of this instance.
      </p>
      <Button type="button" variant="outline" size="sm" onClick={fillLabValues}>
        <FlaskConical aria-hidden /> Fill in lab values
      </Button>
    </div>
  );
}
