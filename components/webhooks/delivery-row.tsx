"use client";
import { ChevronRight } from "lucide-react";
import { RelativeTime } from "@/components/shared/relative-time";
import { useRoughNow } from "@/components/shared/use-rough-now";
import { Status } from "@/components/ui/status";
import type { DeliveryItem } from "@/wire/webhooks";
import { DeliveryDetail } from "./delivery-detail";
import { deliveryState, responseLabel } from "./delivery-labels";

/** One delivery. Expands to its payload. */
export function DeliveryRow({ delivery }: { delivery: DeliveryItem }) {
  const { eventType, createdAt, nextAttemptAt } = delivery;
  const { tone, word } = deliveryState(delivery);
  return (
    <li className="border-b last:border-0">
      <details className="group">
        <summary className="flex list-none items-start gap-3 px-5 py-3 text-sm hover:bg-muted/60">
          <ChevronRight
            aria-hidden
            className="mt-0.5 size-4 shrink-0 text-muted-foreground transition-transform group-open:rotate-90"
          />
          <span className="grid min-w-0 flex-1 gap-1 sm:flex sm:items-start sm:gap-4">
            <Status tone={tone} className="w-22 shrink-0">
              {word}
            </Status>
            <span className="grid min-w-0 flex-1 gap-0.5">
              <code className="break-all font-mono text-xs leading-5">{eventType}</code>
              <span className="break-words text-muted-foreground">
                {responseLabel(delivery)}
                {nextAttemptAt && delivery.attempts > 0 && <NextAttempt at={nextAttemptAt} />}
              </span>
            </span>
            <RelativeTime date={createdAt} className="text-muted-foreground sm:w-28 sm:text-right" />
          </span>
        </summary>
        <DeliveryDetail delivery={delivery} />
      </details>
    </li>
  );
}

function NextAttempt({ at }: { at: Date }) {
  const now = useRoughNow();
  if (now !== null && at.getTime() <= now) return " Keyhold retries the delivery now.";
  return (
    <>
      {" "}
      Next attempt <RelativeTime date={at} />.
    </>
  );
}
