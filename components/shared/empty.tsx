import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/utils";

interface EmptyProps {
  icon?: LucideIcon;
  title: string;
  /** What to do to get the first entry. */
  hint?: ReactNode;
  /** Buttons, the primary one first. */
  children?: ReactNode;
  className?: string;
}

/** An empty state: what is missing, and what to do next. */
export function Empty({ icon: Icon, title, hint, children, className }: EmptyProps) {
  return (
    <div
      data-slot="empty"
      className={cn(
        "flex flex-col items-center rounded-lg border border-input/50 border-dashed px-6 py-14 text-center",
        className,
      )}
    >
      {Icon && (
        <span
          aria-hidden
          className="mb-4 grid size-10 place-items-center rounded-lg border bg-card text-muted-foreground"
        >
          <Icon className="size-5" />
        </span>
      )}
      <p className="font-medium text-base">{title}</p>
      {hint && <p className="mt-1 max-w-md text-balance text-muted-foreground text-sm">{hint}</p>}
      {children && <div className="mt-6 flex flex-wrap justify-center gap-2">{children}</div>}
    </div>
  );
}
