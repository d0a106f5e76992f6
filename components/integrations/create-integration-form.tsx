"use client";
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FlaskConical } from "lucide-react";
import { useRouter } from "next/navigation";
import { type UseFormReturn, useForm } from "react-hook-form";
import { toast } from "sonner";
import { integrationPath } from "@/components/dashboard/paths";
import { needsOAuthApp } from "@/components/dashboard/scheme-label";
import { showServerError } from "@/components/dashboard/show-server-error";
import type { ProviderView } from "@/components/dashboard/types";
import { Field } from "@/components/shared/field";
import { FormError } from "@/components/shared/form-error";
import { useTRPC } from "@/components/shared/trpc";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { SecretInput } from "@/components/ui/secret-input";
import { CreateIntegrationInput } from "@/server/integrations/schema";
import { CallbackUrl, ScopesField } from "./integration-form-parts";
import { suggestKey } from "./suggest-key";

type Form = UseFormReturn<CreateIntegrationInput, unknown, CreateIntegrationInput>;

interface Props {
  env: string;
  provider: ProviderView;
  callback: { id: string; url: string };
  takenKeys: string[];
  /** Keys of the integrations of the same provider. */
  siblings: string[];
}

const SERVER_FIELDS = [
  "unique_key",
  "display_name",
  "credentials.client_id",
  "credentials.client_secret",
  "credentials.scopes",
] as const;

/** Names and configures a new integration. */
export function CreateIntegrationForm({ env, provider, callback, takenKeys, siblings }: Props) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const router = useRouter();
  const isOAuth = needsOAuthApp(provider.scheme);
  const form: Form = useForm({
    resolver: zodResolver(CreateIntegrationInput),
    defaultValues: {
      provider: provider.slug,
      unique_key: suggestKey(provider.slug, takenKeys),
      display_name: siblings.length > 0 ? undefined : provider.name,
      ...(isOAuth && {
        callback_id: callback.id,
        credentials: { type: "OAUTH2", client_id: "", client_secret: "", scopes: "" },
      }),
    },
  });
  const create = useMutation(
    trpc.integrations.create.mutationOptions({
      onSuccess: async ({ unique_key }) => {
        await Promise.all([
          queryClient.invalidateQueries(trpc.integrations.pathFilter()),
          queryClient.invalidateQueries(trpc.gettingStarted.pathFilter()),
        ]);
        toast.success(`${provider.name} is added.`);
        router.push(integrationPath(env, unique_key));
      },
      onError: (error) => showServerError(form, error, SERVER_FIELDS),
    }),
  );
  const { errors } = form.formState;
  return (
    <form
      method="post"
      noValidate
      onSubmit={form.handleSubmit((values) => create.mutate(values))}
      className="grid gap-5 rounded-lg border bg-card p-5"
    >
      <NameFields form={form} provider={provider} siblings={siblings} />
      {isOAuth && <ClientFields form={form} provider={provider} callbackUrl={callback.url} />}
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
      ? "How your code names this integration. It cannot change once users are connected."
      : `You already have “${sibling}”. Give this one a name that tells them apart, such as ${provider.slug}-readonly.`;
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
      <Field label="Display name" hint="What your users read in the Connect UI." error={errors.display_name?.message}>
        <Input
          {...form.register("display_name", { setValueAs: (text: string) => text || undefined })}
          placeholder={provider.name}
        />
      </Field>
    </>
  );
}

function ClientFields({ form, provider, callbackUrl }: { form: Form; provider: ProviderView; callbackUrl: string }) {
  const errors = form.formState.errors.credentials;
  function fillLabValues() {
    form.setValue("credentials.client_id", "lab-client", { shouldValidate: true });
    form.setValue("credentials.client_secret", "lab-secret", { shouldValidate: true });
  }
  return (
    <>
      <CallbackUrl url={callbackUrl} providerName={provider.name} />
      {provider.slug.startsWith("lab-") && (
        <div className="flex flex-wrap items-center justify-between gap-3 rounded-md border border-dashed p-3 text-sm">
          <p className="text-muted-foreground">
            The lab knows one app already and takes any callback URL of this instance.
          </p>
          <Button type="button" variant="outline" size="sm" onClick={fillLabValues}>
            <FlaskConical aria-hidden /> Fill in the lab's values
          </Button>
        </div>
      )}
      <Field label="Client ID" error={errors?.client_id?.message}>
        <Input
          {...form.register("credentials.client_id")}
          className="font-mono"
          autoComplete="off"
          spellCheck={false}
        />
      </Field>
      <Field
        label="Client secret"
        hint="Stored encrypted. It is not shown again here."
        error={errors?.client_secret?.message}
      >
        <SecretInput {...form.register("credentials.client_secret")} />
      </Field>
      <ScopesField control={form.control} name="credentials.scopes" defaultScopes={provider.defaultScopes} />
    </>
  );
}
