import Link from "next/link";
import { Wordmark } from "@/components/shared/wordmark";
import { Button } from "@/components/ui/button";

/** The header of the landing page. */
export function SiteHeader() {
  return (
    <header className="border-b">
      <div className="mx-auto flex h-16 max-w-6xl items-center gap-2 px-4 sm:px-8">
        <Link href="/" aria-label="Keyhold home page" className="mr-auto flex rounded-sm">
          <Wordmark />
        </Link>
        <Button asChild variant="ghost">
          <Link href="/sign-in">Sign in</Link>
        </Button>
        <Button asChild>
          <Link href="/sign-up">Sign up</Link>
        </Button>
      </div>
    </header>
  );
}
