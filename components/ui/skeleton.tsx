import type { ComponentProps } from "react";
import { cn } from "@/lib/utils";

/** A placeholder for content that is loading, at its final size. */
export function Skeleton({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      data-slot="skeleton"
      className={cn("rounded-md bg-foreground/8 motion-safe:animate-pulse", className)}
      {...props}
    />
  );
}
