"use client";
import { Input } from "@/components/ui/input";
import { CopyButton } from "./copy-button";
import { Field } from "./field";

interface CopyFieldProps {
  label: string;
  value: string;
  hint?: string;
}

/** A read-only value to copy. A click selects all of it. */
export function CopyField({ label, value, hint }: CopyFieldProps) {
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <div className="relative">
          <Input
            {...control}
            readOnly
            value={value}
            onFocus={(event) => event.target.select()}
            className="border-border pr-10 font-mono text-xs sm:text-xs"
          />
          <CopyButton value={value} label={`Copy: ${label}`} className="absolute top-1 right-1" />
        </div>
      )}
    </Field>
  );
}
