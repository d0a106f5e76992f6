import type { ComponentProps } from "react";
import { cn } from "@/lib/utils";

/** The frame of every control one types into. Phones get 16 px, or they would zoom in. */
export const controlFrame = [
  "w-full min-w-0 rounded-md border border-input bg-field text-base transition-colors sm:text-sm",
  "placeholder:text-muted-foreground focus-visible:outline-offset-0 focus-visible:border-ring",
  "disabled:cursor-not-allowed disabled:opacity-50",
  "aria-invalid:border-destructive aria-invalid:focus-visible:outline-destructive",
].join(" ");

/** A line of text to type. */
export function Input({ className, ...props }: ComponentProps<"input">) {
  return <input data-slot="input" className={cn(controlFrame, "h-9 px-3 read-only:bg-muted", className)} {...props} />;
}
