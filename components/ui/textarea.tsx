import type { ComponentProps } from "react";
import { cn } from "@/lib/utils";
import { controlFrame } from "./input";

/** A multi-line text input. Grows with its content if the browser supports it. */
export function Textarea({ className, ...props }: ComponentProps<"textarea">) {
  return (
    <textarea
      data-slot="textarea"
      className={cn(controlFrame, "field-sizing-content min-h-20 px-3 py-2 read-only:bg-muted", className)}
      {...props}
    />
  );
}
