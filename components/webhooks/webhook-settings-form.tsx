"use client";
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { type UseFormReturn, useForm } from "react-hook-form";
import { toast } from "sonner";
import { SaveBar } from "@/components/dashboard/save-bar";
import { showServerError } from "@/components/dashboard/show-server-error";
import { Field } from "@/components/shared/field";
import { useTRPC } from "@/components/shared/trpc";
import { Input } from "@/components/ui/input";
import { UpdateWebhookSettingsInput } from "@/wire/webhooks";
import { EventToggle } from "./event-toggle";
import { SendTestEvent } from "./send-test-event";

type Form = UseFormReturn<UpdateWebhookSettingsInput, unknown, UpdateWebhookSettingsInput>;

/** The webhook settings: endpoints and events. */
export function WebhookSettingsForm() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data: settings } = useSuspenseQuery(trpc.webhooks.settings.queryOptions());
  const form: Form = useForm({
    resolver: zodResolver(UpdateWebhookSettingsInput),
    values: settings,
    resetOptions: { keepDirtyValues: true },
  });
  const update = useMutation(
    trpc.webhooks.update.mutationOptions({
      onSuccess: async (saved) => {
        queryClient.setQueryData(trpc.webhooks.settings.queryKey(), saved);
        form.reset(saved);
        toast.success("Saved.");
        await queryClient.invalidateQueries(trpc.gettingStarted.pathFilter());
      },
      onError: (error) => showServerError(form, error, ["primaryUrl", "secondaryUrl"]),
    }),
  );
  const hasEndpoint = settings.primaryUrl !== "" || settings.secondaryUrl !== "";
  return (
    <form
      noValidate
      onSubmit={form.handleSubmit((values) => update.mutate(values))}
      className="grid gap-6 rounded-lg border bg-card p-5"
    >
      <div className="flex flex-wrap items-start justify-between gap-3">
        <h2 className="font-medium">Endpoints and events</h2>
        <SendTestEvent hasEndpoint={hasEndpoint} isDirty={form.formState.isDirty} />
      </div>
      <EndpointFields form={form} />
      <EventToggles form={form} />
      <SaveBar form={form} isPending={update.isPending} />
    </form>
  );
}

function EndpointFields({ form: { register, formState } }: { form: Form }) {
  const { errors } = formState;
  return (
    <div className="grid gap-5 lg:grid-cols-2">
      <Field
        label="Primary endpoint"
        hint="Keyhold sends each event here as a signed POST request. It retries for three days until your server responds with 2xx."
        error={errors.primaryUrl?.message}
      >
        <Input
          {...register("primaryUrl")}
          type="url"
          placeholder="https://api.example.com/keyhold"
          autoComplete="off"
        />
      </Field>
      <Field
        label="Secondary endpoint"
        isOptional
        hint="Receives the same events, with separate retries. Use it for a second system or during a migration."
        error={errors.secondaryUrl?.message}
      >
        <Input {...register("secondaryUrl")} type="url" placeholder="https://" autoComplete="off" />
      </Field>
    </div>
  );
}

function EventToggles({ form: { control } }: { form: Form }) {
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-3 font-medium text-sm">Events</legend>
      <EventToggle
        control={control}
        name="onAuthCreation"
        label="Connection created"
        text="Sent when an end user connects an account, or when connecting fails."
      />
      <EventToggle
        control={control}
        name="onAuthRefreshError"
        label="Refresh failed or recovered"
        text="Sent when Keyhold can no longer refresh a connection, and when it can again."
      />
    </fieldset>
  );
}
