import Link from "next/link";
import { ThemeSwitch } from "@/components/shared/theme-switch";
import { Wordmark } from "@/components/shared/wordmark";

/** The footer of the landing page. */
export function SiteFooter() {
  return (
    <footer className="border-t">
      <div className="mx-auto flex max-w-6xl flex-wrap items-center gap-x-6 gap-y-4 px-4 py-8 text-muted-foreground text-sm sm:px-8">
        <Wordmark className="text-foreground" />
        <p>Open source under the MIT license.</p>
        <Link href="/docs" className="rounded-sm underline-offset-4 hover:text-foreground hover:underline">
          Documentation
        </Link>
        <a href="/openapi.json" className="rounded-sm underline-offset-4 hover:text-foreground hover:underline">
          OpenAPI document
        </a>
        <div className="sm:ml-auto">
          <ThemeSwitch />
        </div>
      </div>
    </footer>
  );
}
