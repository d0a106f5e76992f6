"use client";
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { Field } from "@/components/shared/field";
import { FormError } from "@/components/shared/form-error";
import { useTRPC } from "@/components/shared/trpc";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { EndUser, type SessionCreated } from "@/wire/connect-sessions";

interface Props {
  integrationKey: string | undefined;
  onCreated: (session: SessionCreated) => void;
}

const emptyIsAbsent = { setValueAs: (text: string) => text || undefined };

/** Creates a connect link for an end user. */
export function ConnectLinkForm({ integrationKey, onCreated }: Props) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const form = useForm<EndUser>({ resolver: zodResolver(EndUser), defaultValues: { id: "" } });
  const create = useMutation(
    trpc.connectSessions.create.mutationOptions({
      onSuccess: (session) => {
        onCreated(session);
        void queryClient.invalidateQueries(trpc.gettingStarted.pathFilter());
      },
      onError: ({ message }) => form.setError("root", { message }),
    }),
  );
  const { errors } = form.formState;
  const submit = form.handleSubmit(({ id, email, display_name }) =>
    create.mutate({ integrationKey, endUserId: id, endUserEmail: email, endUserDisplayName: display_name }),
  );
  return (
    <form noValidate onSubmit={submit} className="grid gap-4">
      <Field
        label="User ID"
        hint="The end user's ID in your product. It is stored with the connection."
        error={errors.id && "Enter an ID of at most 255 characters."}
      >
        <Input {...form.register("id")} className="font-mono" autoComplete="off" spellCheck={false} />
      </Field>
      <Field label="Email" isOptional error={errors.email && "Enter an email address, such as ada@example.com."}>
        <Input {...form.register("email", emptyIsAbsent)} type="email" autoComplete="off" />
      </Field>
      <Field label="Name" isOptional error={errors.display_name?.message}>
        <Input {...form.register("display_name", emptyIsAbsent)} autoComplete="off" />
      </Field>
      {errors.root && <FormError>{errors.root.message}</FormError>}
      <div className="flex justify-end">
        <Button type="submit" pending={create.isPending}>
          Create link
        </Button>
      </div>
    </form>
  );
}
