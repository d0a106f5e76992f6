"use client";
import type { FieldValues, UseFormReturn } from "react-hook-form";
import { FormError } from "@/components/shared/form-error";
import { Button } from "@/components/ui/button";

interface Props<T extends FieldValues> {
  form: UseFormReturn<T, unknown, T>;
  isPending: boolean;
}

/** The end of a settings form: Save, Discard, and whether there are unsaved changes. */
export function SaveBar<T extends FieldValues>({ form, isPending }: Props<T>) {
  const { errors, isDirty } = form.formState;
  return (
    <div className="grid gap-3">
      {errors.root && <FormError>{errors.root.message}</FormError>}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" disabled={!isDirty || isPending}>
          Save
        </Button>
        {isDirty && (
          <>
            <Button type="button" variant="ghost" onClick={() => form.reset()}>
              Discard
            </Button>
            <p className="text-sm text-muted-foreground">Unsaved changes</p>
          </>
        )}
      </div>
    </div>
  );
}
