"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Webhook } from "lucide-react";
import { Panel } from "@/components/dashboard/panel";
import { useTRPC } from "@/components/shared/trpc";
import type { DeliveryItem } from "@/wire/webhooks";
import { DeliveryRow } from "./delivery-row";

const POLL_MS = 3000;

/** Whether something may change by itself in the next seconds. */
function isMoving(deliveries: readonly DeliveryItem[] | undefined): boolean {
  const soon = Date.now() + 60_000;
  return deliveries?.some(({ nextAttemptAt }) => nextAttemptAt !== null && nextAttemptAt.getTime() < soon) ?? false;
}

/** What was sent, what came back, and what will be tried again. */
export function DeliveryList() {
  const { data } = useSuspenseQuery(
    useTRPC().webhooks.deliveries.queryOptions(undefined, {
      refetchInterval: ({ state }) => (isMoving(state.data) ? POLL_MS : false),
    }),
  );
  return (
    <Panel title="Deliveries" description="The newest hundred, one line for each event and address.">
      {data.length === 0 ? (
        <div className="flex flex-col items-center rounded-md border border-dashed px-6 py-10 text-center text-sm">
          <Webhook aria-hidden className="mb-3 size-5 text-muted-foreground" />
          <p className="font-medium">Nothing was sent yet</p>
          <p className="mt-1 max-w-md text-balance text-muted-foreground">
            Save an address above and send a test event: its delivery shows here, with your server's answer.
          </p>
        </div>
      ) : (
        <ol className="-mx-5 -mb-5 border-t">
          {data.map((delivery) => (
            <DeliveryRow key={delivery.id} delivery={delivery} />
          ))}
        </ol>
      )}
    </Panel>
  );
}
