import type { ComponentProps } from "react";
import { cn } from "@/lib/utils";

/** The frame of every text control. The text is 16 px on phones, which would zoom in on smaller text. */
export const controlFrame = [
  "w-full min-w-0 rounded-md border border-input bg-field text-base transition-colors sm:text-sm",
  "placeholder:text-muted-foreground focus-visible:outline-offset-0 focus-visible:border-ring",
  "disabled:cursor-not-allowed disabled:opacity-50",
  "aria-invalid:border-destructive aria-invalid:focus-visible:outline-destructive",
].join(" ");

/** A single-line text input. */
export function Input({ className, ...props }: ComponentProps<"input">) {
  return <input data-slot="input" className={cn(controlFrame, "h-9 px-3 read-only:bg-muted", className)} {...props} />;
}
