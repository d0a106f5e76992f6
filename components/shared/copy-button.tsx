"use client";
import { Check, Copy, TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/utils";
import { COPY_MESSAGES, useCopy } from "./use-copy";

const ICONS = { idle: Copy, copied: Check, failed: TriangleAlert };

interface CopyButtonProps {
  value: string;
  /** The label, such as "Copy key". */
  label: string;
  className?: string;
}

/** Copies a text. The icon and a screen reader message show the result. */
export function CopyButton({ value, label, className }: CopyButtonProps) {
  const { state, copy } = useCopy(value);
  const Icon = ICONS[state];
  return (
    <>
      <Button
        type="button"
        variant="ghost"
        size="icon-sm"
        aria-label={label}
        title={state === "idle" ? label : COPY_MESSAGES[state]}
        onClick={copy}
        className={cn("align-middle text-muted-foreground", className)}
      >
        <Icon
          aria-hidden
          className={cn("size-3.5", state === "copied" && "text-success", state === "failed" && "text-warning")}
        />
      </Button>
      <span role="status" className="sr-only">
        {COPY_MESSAGES[state]}
      </span>
    </>
  );
}
