"use client";
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Controller, useForm } from "react-hook-form";
import { showServerError } from "@/components/dashboard/show-server-error";
import { Field } from "@/components/shared/field";
import { FormError } from "@/components/shared/form-error";
import { useTRPC } from "@/components/shared/trpc";
import { Button } from "@/components/ui/button";
import { DialogClose, DialogFooter } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { type ApiKeyItem, CreateApiKeyInput } from "@/wire/api-keys";
import { AccessField } from "./access-field";
import { FULL_ACCESS } from "./scope-groups";

/** A new key: its list item and its token. */
export interface CreatedKey {
  item: ApiKeyItem;
  token: string;
}

/** Creates a key with a name and scopes. */
export function CreateApiKeyForm({ onCreated }: { onCreated: (key: CreatedKey) => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const form = useForm<CreateApiKeyInput>({
    resolver: zodResolver(CreateApiKeyInput),
    defaultValues: { name: "", scopes: [FULL_ACCESS] },
  });
  const create = useMutation(
    trpc.apiKeys.create.mutationOptions({
      gcTime: 0, // the response contains the key
      onSuccess: (key) => {
        onCreated(key);
        void queryClient.invalidateQueries(trpc.apiKeys.pathFilter());
      },
      onError: (error) => showServerError(form, error, ["name", "scopes"]),
    }),
  );
  const { errors } = form.formState;
  return (
    <form noValidate onSubmit={form.handleSubmit((values) => create.mutate(values))} className="grid gap-5">
      <Field label="Name" hint="The service that uses the key, such as “billing worker”." error={errors.name?.message}>
        <Input {...form.register("name")} autoComplete="off" />
      </Field>
      <Controller
        control={form.control}
        name="scopes"
        render={({ field, fieldState }) => (
          <AccessField value={field.value} onChange={field.onChange} error={fieldState.error?.message} />
        )}
      />
      {errors.root && <FormError>{errors.root.message}</FormError>}
      <DialogFooter>
        <DialogClose asChild>
          <Button type="button" variant="outline">
            Cancel
          </Button>
        </DialogClose>
        <Button type="submit" pending={create.isPending}>
          Create key
        </Button>
      </DialogFooter>
    </form>
  );
}
