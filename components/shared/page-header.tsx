import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

interface PageHeaderProps {
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  /** The list that this page belongs to. */
  back?: { href: string; label: string };
}

/** The header of a page: title, description and actions. */
export function PageHeader({ title, description, actions, back }: PageHeaderProps) {
  return (
    <header data-slot="page-header" className="mb-6 grid gap-3">
      {back && (
        <Link
          href={back.href}
          className="inline-flex items-center gap-1.5 justify-self-start rounded-sm text-muted-foreground text-sm hover:text-foreground"
        >
          <ArrowLeft aria-hidden className="size-4" />
          {back.label}
        </Link>
      )}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
        <div className="min-w-0 max-w-2xl">
          <h1 className="break-words font-semibold text-2xl">{title}</h1>
          {description && <p className="mt-1 text-pretty text-muted-foreground text-sm">{description}</p>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
    </header>
  );
}
