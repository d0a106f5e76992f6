import Link from "next/link";
import type { ReactNode } from "react";

interface AuthScreenProps {
  title: string;
  lead: string;
  /** A link to another screen. */
  other?: { question: string; label: string; href: string };
  children: ReactNode;
}

/** A sign-in or sign-up screen: heading, form, and a link to another screen. */
export function AuthScreen({ title, lead, other, children }: AuthScreenProps) {
  return (
    <div className="grid gap-8">
      <header>
        <h1 className="font-semibold text-2xl">{title}</h1>
        <p className="mt-2 text-pretty text-muted-foreground text-sm">{lead}</p>
      </header>
      <div className="grid gap-5">{children}</div>
      {other && (
        <p className="text-muted-foreground text-sm">
          {other.question}{" "}
          <Link href={other.href} className="rounded-sm font-medium text-primary underline-offset-4 hover:underline">
            {other.label}
          </Link>
        </p>
      )}
    </div>
  );
}
