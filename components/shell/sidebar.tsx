"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { Wordmark } from "@/components/shared/wordmark";
import { cn } from "@/lib/utils";
import { EnvironmentSwitcher } from "./environment-switcher";
import { NAV_ITEMS, sectionOf } from "./navigation";
import type { ShellProps } from "./types";
import { UserMenu } from "./user-menu";

/** The sidebar: environment, sections and user. On phones, the sheet shows the same. */
export function Sidebar({ environments, current, user, onNavigate }: ShellProps & { onNavigate?: () => void }) {
  return (
    <div className="flex min-h-full flex-1 flex-col gap-5 p-3">
      <Link
        href={`/dashboard/${encodeURIComponent(current)}`}
        onClick={onNavigate}
        className="mx-2 mt-2 flex self-start rounded-sm"
      >
        <Wordmark />
      </Link>
      <EnvironmentSwitcher environments={environments} current={current} onNavigate={onNavigate} />
      <SectionLinks environment={current} onNavigate={onNavigate} />
      <div className="mt-auto border-t pt-3">
        <UserMenu user={user} />
      </div>
    </div>
  );
}

function SectionLinks({ environment, onNavigate }: { environment: string; onNavigate: (() => void) | undefined }) {
  const section = sectionOf(usePathname());
  return (
    <nav aria-label="Sections">
      <ul className="grid gap-0.5">
        {NAV_ITEMS.map(({ segment, label, icon: Icon }) => (
          <li key={segment}>
            <Link
              href={`/dashboard/${encodeURIComponent(environment)}/${segment}`}
              aria-current={segment === section ? "page" : undefined}
              onClick={onNavigate}
              className={cn(
                "flex h-9 items-center gap-2.5 rounded-md px-2 text-muted-foreground text-sm transition-colors hover:bg-accent hover:text-foreground md:h-8",
                "aria-[current=page]:bg-accent aria-[current=page]:font-medium aria-[current=page]:text-foreground",
                "aria-[current=page]:[&>svg]:text-primary",
              )}
            >
              <Icon aria-hidden className="size-4 shrink-0" />
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
