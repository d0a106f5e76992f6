"use client";
import { Check, ChevronsUpDown } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuGroup,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { EnvironmentBadge } from "./environment-badge";
import { pathInEnvironment } from "./navigation";
import type { ShellEnvironment, ShellProps } from "./types";

/** Shows the current environment, and links to the same section of the others. */
export function EnvironmentSwitcher({
  environments,
  current,
  onNavigate,
}: Omit<ShellProps, "user"> & { onNavigate?: () => void }) {
  const chosen = environments.find(({ name }) => name === current);
  const teams = [...new Set(environments.map(({ teamName }) => teamName))];
  return (
    <DropdownMenu>
      <DropdownMenuTrigger className="flex w-full items-center gap-2 rounded-md border bg-card px-3 py-2 text-left transition-colors hover:bg-accent">
        <span className="grid min-w-0 flex-1 gap-1">
          <span className="truncate text-muted-foreground text-xs">{chosen?.teamName}</span>
          <span className="flex items-center gap-2">
            <span className="truncate font-medium font-mono text-sm">{current}</span>
            {chosen && <EnvironmentBadge isProduction={chosen.isProduction} />}
          </span>
        </span>
        <span className="sr-only">Change environment</span>
        <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-muted-foreground" />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" className="w-(--radix-dropdown-menu-trigger-width) min-w-52">
        {teams.map((team) => (
          <DropdownMenuGroup key={team}>
            {teams.length > 1 && <DropdownMenuLabel className="truncate">{team}</DropdownMenuLabel>}
            {environments
              .filter(({ teamName }) => teamName === team)
              .map((environment) => (
                <EnvironmentItem
                  key={environment.name}
                  environment={environment}
                  isCurrent={environment === chosen}
                  onNavigate={onNavigate}
                />
              ))}
          </DropdownMenuGroup>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

interface ItemProps {
  environment: ShellEnvironment;
  isCurrent: boolean;
  onNavigate: (() => void) | undefined;
}

function EnvironmentItem({ environment: { name, isProduction }, isCurrent, onNavigate }: ItemProps) {
  const pathname = usePathname();
  return (
    <DropdownMenuItem asChild onSelect={onNavigate}>
      <Link href={pathInEnvironment(pathname, name)} aria-current={isCurrent ? "true" : undefined}>
        <span className="truncate font-mono">{name}</span>
        <EnvironmentBadge isProduction={isProduction} />
        {isCurrent && <Check aria-hidden className="ml-auto text-primary" />}
      </Link>
    </DropdownMenuItem>
  );
}
