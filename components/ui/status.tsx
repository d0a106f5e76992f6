import type { ComponentProps } from "react";
import { cn } from "@/lib/utils";

export type StatusTone = "ok" | "warn" | "bad" | "idle";

const DOT: Record<StatusTone, string> = {
  ok: "bg-success",
  warn: "bg-warning",
  bad: "bg-destructive",
  idle: "border-2 border-muted-foreground",
};

interface StatusProps extends ComponentProps<"span"> {
  tone: StatusTone;
}

/** A dot and a word. The word must be clear without the color. */
export function Status({ tone, className, children, ...props }: StatusProps) {
  return (
    <span
      data-slot="status"
      className={cn("inline-flex items-center gap-2 whitespace-nowrap text-sm", className)}
      {...props}
    >
      <span aria-hidden className={cn("size-2 shrink-0 rounded-full", DOT[tone])} />
      {children}
    </span>
  );
}
