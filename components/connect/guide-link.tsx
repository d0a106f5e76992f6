import { ExternalLink } from "lucide-react";
import { useTexts } from "./texts-context";

/** A link to a guide. It opens a new tab and sends no referrer. */
export function GuideLink({ href, children }: { href: string; children: string }) {
  const t = useTexts();
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer noopener"
      className="mt-4 inline-flex min-h-6 items-center gap-1.5 self-start rounded-sm text-primary text-sm underline-offset-4 outline-none hover:underline focus-visible:ring-3 focus-visible:ring-ring/50"
    >
      {children}
      <ExternalLink aria-hidden className="size-3.5" />
      <span className="sr-only">{t("new_tab")}</span>
    </a>
  );
}
