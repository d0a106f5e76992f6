import { Check, Webhook } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";

/** The next step after getting started: webhooks. */
export function WebhookNext({ env, isDone }: { env: string; isDone: boolean }) {
  return (
    <section className="flex flex-wrap items-center justify-between gap-4 rounded-lg border bg-muted/40 p-4">
      <div className="flex min-w-0 items-start gap-3">
        <span className="grid size-7 shrink-0 place-items-center rounded-full border bg-card text-muted-foreground">
          {isDone ? <Check aria-hidden className="size-4 text-success" /> : <Webhook aria-hidden className="size-4" />}
        </span>
        <div className="grid gap-0.5 text-sm">
          <h2 className="font-medium">{isDone ? "Webhooks are on" : "Next: receive webhooks"}</h2>
          <p className="text-muted-foreground">
            {isDone
              ? "Your backend is notified of each new connection. See what was sent and how your server responded."
              : "A signed webhook sends your backend the ID of each new connection. Enter your endpoint's URL, or copy the example receiver for Node."}
          </p>
        </div>
      </div>
      <Button asChild variant="outline" size="sm">
        <Link href={`/dashboard/${env}/webhooks`}>{isDone ? "View deliveries" : "Set up webhooks"}</Link>
      </Button>
    </section>
  );
}
