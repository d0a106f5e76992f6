"use client";
import type { UseFormReturn } from "react-hook-form";
import type { ProviderView } from "@/components/dashboard/types";
import { Field } from "@/components/shared/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { PemTextarea } from "@/components/ui/pem-textarea";
import { SecretInput } from "@/components/ui/secret-input";
import type { IntegrationValues } from "./form-values";

type Setting = ProviderView["settings"][number];

interface Props {
  form: UseFormReturn<IntegrationValues>;
  settings: readonly Setting[];
  /** The names of settings with a stored value. The values are never sent to the browser. */
  stored?: readonly string[];
}

/** The settings that the team enters once per integration, such as an app's private key. */
export function SettingsFields({ form, settings, stored = [] }: Props) {
  const { errors } = form.formState;
  return settings.map((setting) => {
    const { name, title, description, optional } = setting;
    const isStored = stored.includes(name);
    const hint = isStored ? `${description ?? ""} A value is stored. Leave empty to keep it.`.trim() : description;
    return (
      <Field
        key={name}
        label={title}
        hint={hint}
        isOptional={optional ?? false}
        error={errors.settings?.[name]?.message}
      >
        {(control) => (
          <Control
            control={{ ...control, ...form.register(`settings.${name}`) }}
            setting={setting}
            isStored={isStored}
          />
        )}
      </Field>
    );
  });
}

interface ControlProps {
  control: object;
  setting: Setting;
  isStored: boolean;
}

function Control({ control, setting, isStored }: ControlProps) {
  const { format, secret, example, default_value } = setting;
  const plain = { autoComplete: "off", spellCheck: false, className: "font-mono" };
  const placeholder = isStored ? "••••••••••••••••" : (example ?? default_value ?? "");
  if (setting.enum) {
    return (
      <NativeSelect {...control}>
        <option value="">{default_value ? `${default_value} (default)` : "Choose…"}</option>
        {setting.enum.map((choice) => (
          <option key={choice} value={choice}>
            {choice}
          </option>
        ))}
      </NativeSelect>
    );
  }
  if (format === "pem") return <PemTextarea {...control} isStored={isStored} />;
  if (secret) return <SecretInput {...control} placeholder={placeholder} />;
  return <Input {...control} {...plain} placeholder={placeholder} />;
}
