"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Webhook } from "lucide-react";
import { Panel } from "@/components/dashboard/panel";
import { useTRPC } from "@/components/shared/trpc";
import type { DeliveryItem } from "@/wire/webhooks";
import { DeliveryRow } from "./delivery-row";

const POLL_MS = 3000;

/** Returns whether a delivery may change in the next minute. */
function isActive(deliveries: readonly DeliveryItem[] | undefined): boolean {
  const soon = Date.now() + 60_000;
  return deliveries?.some(({ nextAttemptAt }) => nextAttemptAt !== null && nextAttemptAt.getTime() < soon) ?? false;
}

/** The latest deliveries, with their responses and next attempts. */
export function DeliveryList() {
  const { data } = useSuspenseQuery(
    useTRPC().webhooks.deliveries.queryOptions(undefined, {
      refetchInterval: ({ state }) => (isActive(state.data) ? POLL_MS : false),
    }),
  );
  return (
    <Panel title="Deliveries" description="The latest 100 deliveries, one per event and endpoint.">
      {data.length === 0 ? (
        <div className="flex flex-col items-center rounded-md border border-dashed px-6 py-10 text-center text-sm">
          <Webhook aria-hidden className="mb-3 size-5 text-muted-foreground" />
          <p className="font-medium">No deliveries yet</p>
          <p className="mt-1 max-w-md text-balance text-muted-foreground">
            Save an endpoint and send a test event. Its delivery appears here with your server's response.
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
