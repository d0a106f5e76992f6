import type { ComponentProps } from "react";
import { cn } from "@/lib/utils";

/** Holds the place of what is on its way, at the size it will have. */
export function Skeleton({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      data-slot="skeleton"
      className={cn("rounded-md bg-foreground/8 motion-safe:animate-pulse", className)}
      {...props}
    />
  );
}
