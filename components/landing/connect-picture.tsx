import { ChevronRight, UserRound } from "lucide-react";
import { ProviderLogo } from "@/components/shared/provider-logo";
import { cn } from "@/lib/utils";

const ROWS = [
  { slug: "github", name: "GitHub" },
  { slug: "google-calendar", name: "Google Calendar" },
  { slug: "stripe", name: "Stripe" },
  { slug: "notion", name: "Notion" },
];

/** A picture of the Connect UI, drawn in HTML. It contains nothing focusable. */
export function ConnectPicture({ className }: { className?: string }) {
  return (
    <figure className={cn("w-full max-w-sm", className)}>
      <div
        role="img"
        aria-label="The Connect UI: a card that asks a user to connect an account to your product, with a list of providers to choose from"
        className="rounded-2xl border bg-card p-6 shadow-lg shadow-black/5 sm:p-7 dark:shadow-black/40"
      >
        <div aria-hidden>
          <p className="text-balance font-semibold text-xl">Connect your accounts to Your Product</p>
          <div className="mt-3 flex gap-2.5 rounded-lg border bg-muted/50 px-3 py-2.5 text-sm">
            <UserRound className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
            <p className="min-w-0 text-muted-foreground">
              You're connecting as <span className="font-medium text-foreground">Ada</span> · ada@example.com
            </p>
          </div>
          <p className="mt-5 text-muted-foreground text-sm">Choose the account you want to connect.</p>
          <div className="mt-3 grid gap-2">
            {ROWS.map(({ slug, name }) => (
              <div key={slug} className="flex min-h-14 items-center gap-3 rounded-lg border px-3 py-2">
                <ProviderLogo slug={slug} name={name} />
                <span className="min-w-0 flex-1 truncate font-medium text-sm">{name}</span>
                <ChevronRight className="size-4 shrink-0 text-muted-foreground" />
              </div>
            ))}
          </div>
        </div>
      </div>
      <figcaption className="mt-4 text-center text-muted-foreground text-sm">
        What your users see: the hosted Connect UI
      </figcaption>
    </figure>
  );
}
