"use client";
import { CircleAlert } from "lucide-react";
import type { UseFormRegisterReturn } from "react-hook-form";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { SecretInput } from "@/components/ui/secret-input";
import { cn } from "@/lib/utils";
import { type FormField, webAddress } from "./fields";
import { GuideLink } from "./guide-link";
import { PemControl } from "./pem-control";
import { texts } from "./texts";

interface ProviderFieldProps {
  field: FormField;
  /** The provider's guide, for fields that have a section of their own in it. */
  guide: string | null;
  error?: string;
  isLocked: boolean;
  registration: UseFormRegisterReturn;
}

/** One field with its label, hint and what is wrong with it, all tied together for those who hear the page. */
export function ProviderField({ field, guide, error, isLocked, registration }: ProviderFieldProps) {
  const { id } = field;
  const section = field.guideSection && webAddress(guide, field.guideSection);
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
        {field.isOptional && <span className="text-muted-foreground text-xs">{texts.field.optional}</span>}
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
      {section && <GuideLink href={section}>{texts.field.guide(field.label)}</GuideLink>}
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
      {field.prefix && <Affix className="rounded-l-md border-r-0">{field.prefix}</Affix>}
      <Input
        {...control}
        {...plain}
        inputMode={INPUT_MODES[field.format ?? ""]}
        className={cn("min-w-0 flex-1", field.prefix && "rounded-l-none", field.suffix && "rounded-r-none")}
      />
      {field.suffix && <Affix className="rounded-r-md border-l-0">{field.suffix}</Affix>}
    </div>
  );
}

/** Brings up the right keyboard on a phone, without the browser's own checks of `type`. */
const INPUT_MODES: Record<string, "email" | "url"> = { email: "email", uri: "url", url: "url", hostname: "url" };

/** What stands before or after every value, so that nobody types it. */
function Affix({ className, children }: { className: string; children: string }) {
  return (
    <span
      className={cn(
        "flex max-w-[45%] items-center break-all border bg-muted px-2.5 text-muted-foreground text-sm",
        className,
      )}
    >
      {children}
    </span>
  );
}

function Choice({ field, control: { readOnly, ...control } }: { field: FormField; control: ControlProps }) {
  return (
    <NativeSelect {...control} aria-disabled={readOnly}>
      {!field.initial && <option value="">{field.isOptional ? texts.field.notSet : texts.field.choose}</option>}
      {field.choices.map((choice) => (
        <option key={choice} value={choice}>
          {choice}
        </option>
      ))}
    </NativeSelect>
  );
}
