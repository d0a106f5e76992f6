"use client";
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type Control, useForm, useWatch } from "react-hook-form";
import { toast } from "sonner";
import { SaveBar } from "@/components/dashboard/save-bar";
import { showServerError } from "@/components/dashboard/show-server-error";
import type { EnvironmentView } from "@/components/dashboard/types";
import { Field } from "@/components/shared/field";
import { useTRPC } from "@/components/shared/trpc";
import { Input } from "@/components/ui/input";
import { UpdateEnvironmentInput } from "@/wire/environments";

/** How the product appears in the Connect UI. */
export function ProductForm({ environment }: { environment: EnvironmentView }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { productName, productUrl } = environment.settings;
  const form = useForm<UpdateEnvironmentInput, unknown, UpdateEnvironmentInput>({
    resolver: zodResolver(UpdateEnvironmentInput),
    values: { productName, productUrl },
    resetOptions: { keepDirtyValues: true },
  });
  const update = useMutation(
    trpc.environment.update.mutationOptions({
      onSuccess: async (_, saved) => {
        form.reset(saved);
        toast.success("Saved.");
        await queryClient.invalidateQueries(trpc.environment.pathFilter());
      },
      onError: (error) => showServerError(form, error, ["productName", "productUrl"]),
    }),
  );
  const { errors } = form.formState;
  return (
    <form
      noValidate
      onSubmit={form.handleSubmit((values) => update.mutate(values))}
      className="grid gap-5 rounded-lg border bg-card p-5"
    >
      <h2 className="font-medium">Your product in the Connect UI</h2>
      <Field
        label="Product name"
        hint={`End users see it on every screen. Default: ${environment.teamName}.`}
        error={errors.productName?.message}
      >
        <Input {...form.register("productName")} placeholder={environment.teamName} autoComplete="off" />
      </Field>
      <Field
        label="Product address"
        hint="The success screen links here if the connect session has no return_url."
        error={errors.productUrl?.message}
      >
        <Input {...form.register("productUrl")} type="url" placeholder="https://app.example.com" autoComplete="off" />
      </Field>
      <ConnectPreview control={form.control} teamName={environment.teamName} />
      <SaveBar form={form} isPending={update.isPending} />
    </form>
  );
}

interface PreviewProps {
  control: Control<UpdateEnvironmentInput, unknown, UpdateEnvironmentInput>;
  teamName: string;
}

/** Previews the sentence end users see. */
function ConnectPreview({ control, teamName }: PreviewProps) {
  const typed = useWatch({ control, name: "productName" });
  const name = typed?.trim() || teamName;
  return (
    <figure className="grid gap-1.5 text-sm">
      <figcaption className="text-muted-foreground text-xs">Your users see</figcaption>
      <p className="break-words rounded-md border border-dashed p-4 text-center font-medium">
        Connect your accounts to {name}
      </p>
    </figure>
  );
}
