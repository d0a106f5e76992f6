"use client";
import { useId } from "react";
import { type Control, Controller, type FieldPathByValue } from "react-hook-form";
import { Label } from "@/components/ui/label";
import { Switch } from "@/components/ui/switch";
import type { UpdateWebhookSettingsInput } from "@/wire/webhooks";

interface Props {
  control: Control<UpdateWebhookSettingsInput, unknown, UpdateWebhookSettingsInput>;
  name: FieldPathByValue<UpdateWebhookSettingsInput, boolean | undefined>;
  label: string;
  /** When the event is sent, in one sentence. */
  text: string;
}

/** Turns one event on or off. */
export function EventToggle({ control, name, label, text }: Props) {
  const id = useId();
  return (
    <div className="flex items-start justify-between gap-4 rounded-md border p-3">
      <div className="grid min-w-0 gap-0.5">
        <Label htmlFor={id}>{label}</Label>
        <p id={`${id}-text`} className="text-pretty text-muted-foreground text-sm">
          {text}
        </p>
      </div>
      <Controller
        control={control}
        name={name}
        render={({ field }) => (
          <Switch
            id={id}
            ref={field.ref}
            aria-describedby={`${id}-text`}
            checked={field.value ?? false}
            onCheckedChange={field.onChange}
            onBlur={field.onBlur}
          />
        )}
      />
    </div>
  );
}
