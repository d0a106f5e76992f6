import type { ReactNode } from "react";
import { cn } from "@/lib/utils";

/** A list of named values. */
export function FactList({ children, className }: { children: ReactNode; className?: string }) {
  return <dl className={cn("grid min-w-0 text-sm", className)}>{children}</dl>;
}

/** One named value. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid min-w-0 gap-x-4 gap-y-0.5 border-b py-2 first:pt-0 last:border-0 last:pb-0 min-[26rem]:grid-cols-[7rem_minmax(0,1fr)]">
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="flex min-h-5 min-w-0 flex-wrap items-center gap-1 wrap-anywhere">{children}</dd>
    </div>
  );
}
