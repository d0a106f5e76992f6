import Link from "next/link";
import type { ReactNode } from "react";
import { ConnectPicture } from "@/components/landing/connect-picture";
import { Wordmark } from "@/components/shared/wordmark";

/** The frame of the sign-in pages: the form, and on wide screens a picture of the Connect UI next to it. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-2">
      <div className="flex flex-col px-6 py-8 sm:px-10">
        <header className="self-start">
          <Link href="/" aria-label="Keyhold home page" className="block rounded-sm">
            <Wordmark />
          </Link>
        </header>
        <main className="m-auto w-full max-w-sm py-12">{children}</main>
      </div>
      <aside aria-label="What Keyhold does" className="hidden place-items-center border-l bg-sidebar p-12 lg:grid">
        <ConnectPicture />
      </aside>
    </div>
  );
}
