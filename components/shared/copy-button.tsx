"use client";
import { Check, Copy, TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/utils";
import { COPY_WORDS, useCopy } from "./use-copy";

const ICONS = { idle: Copy, copied: Check, failed: TriangleAlert };

interface CopyButtonProps {
  value: string;
  /** What is copied, such as "Copy the key". */
  label: string;
  className?: string;
}

/** Copies a text; the sign and a spoken word tell that it is done. */
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
        title={state === "idle" ? label : COPY_WORDS[state]}
        onClick={copy}
        className={cn("align-middle text-muted-foreground", className)}
      >
        <Icon
          aria-hidden
          className={cn("size-3.5", state === "copied" && "text-success", state === "failed" && "text-warning")}
        />
      </Button>
      <span role="status" className="sr-only">
        {COPY_WORDS[state]}
      </span>
    </>
  );
}
