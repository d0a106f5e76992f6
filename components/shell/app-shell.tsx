import type { ReactNode } from "react";
import { Toaster } from "@/components/ui/toaster";
import { Sidebar } from "./sidebar";
import { TopBar } from "./top-bar";
import type { ShellProps } from "./types";

const MAIN_ID = "main";

/** The frame of the dashboard. Everything it shows comes from its props. */
export function AppShell({ children, ...shell }: ShellProps & { children: ReactNode }) {
  const isProduction = shell.environments.some(({ name, isProduction }) => name === shell.current && isProduction);
  return (
    <div className="min-h-dvh text-sm md:grid md:grid-cols-[15rem_minmax(0,1fr)]">
      <a
        href={`#${MAIN_ID}`}
        className="sr-only rounded-md bg-foreground text-background focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:z-50 focus:px-4 focus:py-2"
      >
        Skip to content
      </a>
      {isProduction && <div aria-hidden className="fixed inset-x-0 top-0 z-50 h-0.5 bg-warning" />}
      <aside className="sticky top-0 hidden h-dvh overflow-y-auto border-r bg-sidebar md:flex">
        <Sidebar {...shell} />
      </aside>
      <TopBar {...shell} />
      <main id={MAIN_ID} tabIndex={-1} className="min-w-0 focus-visible:outline-none">
        <div className="mx-auto w-full max-w-6xl px-4 py-6 sm:px-8 sm:py-8">{children}</div>
      </main>
      <Toaster />
    </div>
  );
}
