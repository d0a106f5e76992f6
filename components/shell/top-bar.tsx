"use client";
import { Menu } from "lucide-react";
import { useState } from "react";
import { Mark } from "@/components/shared/wordmark";
import { Button } from "@/components/ui/button";
import { Sheet, SheetContent, SheetTitle, SheetTrigger } from "@/components/ui/sheet";
import { EnvironmentBadge } from "./environment-badge";
import { Sidebar } from "./sidebar";
import type { ShellProps } from "./types";

/** Replaces the sidebar in narrow windows: a bar with the environment, and a sheet with the menu. */
export function TopBar(props: ShellProps) {
  const [isOpen, setOpen] = useState(false);
  const environment = props.environments.find(({ name }) => name === props.current);
  return (
    <header className="sticky top-0 z-40 flex h-14 items-center gap-3 border-b bg-sidebar px-3 md:hidden">
      <Sheet open={isOpen} onOpenChange={setOpen}>
        <SheetTrigger asChild>
          <Button variant="ghost" size="icon" aria-label="Open menu">
            <Menu aria-hidden className="size-5" />
          </Button>
        </SheetTrigger>
        <SheetContent aria-describedby={undefined}>
          <SheetTitle className="sr-only">Menu</SheetTitle>
          <Sidebar {...props} onNavigate={() => setOpen(false)} />
        </SheetContent>
      </Sheet>
      <Mark className="text-primary" />
      <span className="min-w-0 truncate font-medium font-mono text-sm">{props.current}</span>
      {environment && <EnvironmentBadge isProduction={environment.isProduction} />}
    </header>
  );
}
