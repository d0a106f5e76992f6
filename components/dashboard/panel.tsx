import { type ReactNode, useId } from "react";
import { cn } from "@/lib/utils";

interface Props {
  title: string;
  description?: ReactNode;
  /** Buttons next to the title. */
  actions?: ReactNode;
  children?: ReactNode;
  className?: string;
}

/** A section of a page with its own heading. */
export function Panel({ title, description, actions, children, className }: Props) {
  const titleId = useId();
  return (
    <section aria-labelledby={titleId} className={cn("grid min-w-0 gap-4 rounded-lg border bg-card p-5", className)}>
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="grid min-w-0 max-w-prose flex-1 basis-48 gap-1">
          <h2 id={titleId} className="font-medium">
            {title}
          </h2>
          {description && <p className="text-pretty text-muted-foreground text-sm">{description}</p>}
        </div>
        {actions}
      </div>
      {children}
    </section>
  );
}
