import Link from "next/link";
import type { ReactNode } from "react";
import { ThemeSwitch } from "@/components/shared/theme-switch";
import { Wordmark } from "@/components/shared/wordmark";

interface Props {
  title: ReactNode;
  /** The section that the page belongs to. */
  section: string;
  children: ReactNode;
}

/** The frame of a documentation page. */
export function DocsFrame({ title, section, children }: Props) {
  return (
    <>
      <header className="border-b">
        <div className="mx-auto flex h-16 max-w-3xl items-center gap-4 px-4 sm:px-8">
          <Link href="/" aria-label="Keyhold home page" className="flex rounded-sm">
            <Wordmark />
          </Link>
          <Link href="/docs" className="mr-auto rounded-sm text-muted-foreground text-sm hover:text-foreground">
            Documentation
          </Link>
          <ThemeSwitch />
        </div>
      </header>
      <main className="mx-auto max-w-3xl px-4 pt-10 pb-24 sm:px-8">
        <p className="text-muted-foreground text-sm">{section}</p>
        <h1 className="mt-1 mb-6 break-words font-semibold text-2xl sm:text-3xl">{title}</h1>
        {children}
      </main>
    </>
  );
}
