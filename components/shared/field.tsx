"use client";
import { CircleAlert } from "lucide-react";
import { cloneElement, type ReactElement, type ReactNode, useId } from "react";
import { Label } from "@/components/ui/label";
import { cn } from "@/lib/utils";

/** The attributes that connect a control to its label, hint and error. */
export interface FieldControl {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
}

interface FieldProps {
  label: ReactNode;
  /** Shown between label and control, so that it is read before typing. */
  hint?: ReactNode;
  error?: string | undefined;
  /** Shows “Optional” next to the label. */
  isOptional?: boolean;
  /** A control that accepts `id` and `aria-*`, or a function that passes them on. */
  children: ReactElement<Partial<FieldControl>> | ((control: FieldControl) => ReactNode);
  className?: string;
}

/** A control with its label, hint and error, connected for screen readers. */
export function Field({ label, hint, error, isOptional, children, className }: FieldProps) {
  const ownId = useId();
  const id = (typeof children === "function" ? undefined : children.props.id) ?? ownId;
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  const control: FieldControl = {
    id,
    "aria-describedby": described || undefined,
    "aria-invalid": error ? true : undefined,
  };
  return (
    <div data-slot="field" className={cn("grid min-w-0 content-start gap-1.5", className)}>
      <div className="flex items-baseline justify-between gap-3">
        <Label htmlFor={id}>{label}</Label>
        {isOptional && <span className="text-muted-foreground text-xs">Optional</span>}
      </div>
      {hint && (
        <p id={`${id}-hint`} className="text-pretty break-words text-muted-foreground text-sm">
          {hint}
        </p>
      )}
      {typeof children === "function" ? children(control) : cloneElement(children, control)}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  );
}

function FieldError({ id, children }: { id: string; children: string }) {
  return (
    <p id={id} role="alert" className="flex gap-1.5 break-words text-destructive text-sm">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span className="min-w-0">{children}</span>
    </p>
  );
}
