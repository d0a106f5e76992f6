"use client";
import { CircleAlert } from "lucide-react";
import type { UseFormRegisterReturn } from "react-hook-form";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { SecretInput } from "@/components/ui/secret-input";
import { cn } from "@/lib/utils";
import type { FormField } from "./fields";
import { PemControl } from "./pem-control";
import { useTexts } from "./texts-context";

interface ProviderFieldProps {
  field: FormField;
  error?: string;
  isLocked: boolean;
  registration: UseFormRegisterReturn;
}

/** One field with its label, hint and error, linked for screen readers. */
export function ProviderField({ field, error, isLocked, registration }: ProviderFieldProps) {
  const t = useTexts();
  const { id } = field;
  const described = [field.hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  const control = {
    id,
    ...registration,
    readOnly: isLocked,
    required: !field.isOptional,
    "aria-invalid": error !== undefined,
    "aria-describedby": described || undefined,
  };
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-baseline justify-between gap-3">
        <label htmlFor={id} className="font-medium text-sm leading-5">
          {field.label}
        </label>
        {field.isOptional && <span className="text-muted-foreground text-xs">{t("field_optional")}</span>}
      </div>
      {field.hint && (
        <p id={`${id}-hint`} className="break-words text-muted-foreground text-xs leading-5">
          {field.hint}
        </p>
      )}
      <Control field={field} control={control} />
      {error && (
        <p id={`${id}-error`} className="flex gap-1.5 break-words text-destructive text-sm leading-5">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span className="min-w-0">{error}</span>
        </p>
      )}
    </div>
  );
}

interface ControlProps extends UseFormRegisterReturn {
  id: string;
  readOnly: boolean;
}

function Control({ field, control }: { field: FormField; control: ControlProps }) {
  if (field.choices.length > 0) return <Choice field={field} control={control} />;
  const plain = {
    autoComplete: "off",
    autoCapitalize: "none",
    spellCheck: false,
    placeholder: field.example ?? undefined,
  };
  if (field.format === "pem") return <PemControl control={control} />;
  if (field.isSecret) return <SecretInput {...control} {...plain} />;
  return (
    <div className="flex">
      {field.prefix && <Prefix>{field.prefix}</Prefix>}
      <Input
        {...control}
        {...plain}
        inputMode={INPUT_MODES[field.format ?? ""]}
        className={cn("min-w-0 flex-1", field.prefix && "rounded-l-none")}
      />
    </div>
  );
}

/** Shows the right keyboard on a phone. An input `type` would add the browser's own validation. */
const INPUT_MODES: Record<string, "email" | "url"> = { email: "email", uri: "url", hostname: "url" };

/** The fixed text before a value, so that nobody has to type it. */
function Prefix({ children }: { children: string }) {
  return (
    <span className="flex max-w-[45%] items-center break-all rounded-l-md border border-r-0 bg-muted px-2.5 text-muted-foreground text-sm">
      {children}
    </span>
  );
}

function Choice({ field, control: { readOnly, ...control } }: { field: FormField; control: ControlProps }) {
  const t = useTexts();
  return (
    <NativeSelect {...control} aria-disabled={readOnly}>
      {!field.initial && <option value="">{field.isOptional ? t("field_not_set") : t("field_choose")}</option>}
      {field.choices.map((choice) => (
        <option key={choice} value={choice}>
          {choice}
        </option>
      ))}
    </NativeSelect>
  );
}
