import Link from "next/link";
import type { ReactNode } from "react";
import { Wordmark } from "./wordmark";

interface MessagePageProps {
  title: string;
  text: ReactNode;
  /** A code or reference to quote, in small text. */
  reference?: string | undefined;
  /** Buttons. */
  children: ReactNode;
}

/** A page with only a message: what happened, and what to do next. */
export function MessagePage({ title, text, reference, children }: MessagePageProps) {
  return (
    <div className="flex min-h-dvh flex-col px-6 py-8 sm:px-10">
      <header className="self-start">
        <Link href="/" aria-label="Keyhold home page" className="block rounded-sm">
          <Wordmark />
        </Link>
      </header>
      <main className="m-auto w-full max-w-md py-16">
        <h1 className="text-balance font-semibold text-3xl">{title}</h1>
        <p className="mt-3 text-pretty text-muted-foreground">{text}</p>
        <div className="mt-8 flex flex-wrap gap-3">{children}</div>
        {reference && <p className="mt-8 font-mono text-muted-foreground text-xs">{reference}</p>}
      </main>
    </div>
  );
}
