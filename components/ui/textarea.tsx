import type { ComponentProps } from "react";
import { cn } from "@/lib/utils";
import { controlFrame } from "./input";

/** Several lines of text; grows with what is typed where the browser can. */
export function Textarea({ className, ...props }: ComponentProps<"textarea">) {
  return (
    <textarea
      data-slot="textarea"
      className={cn(controlFrame, "field-sizing-content min-h-20 px-3 py-2 read-only:bg-muted", className)}
      {...props}
    />
  );
}
