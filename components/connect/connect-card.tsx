"use client";
import type { ReactNode } from "react";
import { useTexts } from "./texts-context";

interface ConnectCardProps {
  children: ReactNode;
  /** Name of the product that can use what is entered. Absent: no security note under the card. */
  securedFor?: string;
}

/** The card around every screen. It doesn't move when its content changes. */
export function ConnectCard({ children, securedFor }: ConnectCardProps) {
  const t = useTexts();
  return (
    <div className="flex min-h-dvh flex-col items-center bg-background sm:px-4 sm:pt-[clamp(1.5rem,10dvh,7rem)] sm:pb-8">
      <main className="flex w-full flex-1 flex-col bg-card text-card-foreground sm:max-w-md sm:flex-none sm:rounded-2xl sm:border sm:shadow-sm">
        <div className="flex flex-1 flex-col p-5 sm:min-h-104 sm:p-8">{children}</div>
      </main>
      {securedFor && (
        <footer className="w-full max-w-md bg-card px-5 py-4 text-center text-muted-foreground text-xs leading-5 sm:bg-transparent">
          <span className="font-medium text-foreground">{t("secured_by")}.</span>{" "}
          {t("secured_promise", { product: securedFor })}
        </footer>
      )}
    </div>
  );
}
