"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { toast } from "sonner";
import { Fact, FactList } from "@/components/dashboard/fact-list";
import { CodeBlock } from "@/components/shared/code-block";
import { RelativeTime } from "@/components/shared/relative-time";
import { useTRPC } from "@/components/shared/trpc";
import { Button } from "@/components/ui/button";
import type { DeliveryItem } from "@/wire/webhooks";

/** The details of a delivery: endpoint, payload, and a button to send it again. */
export function DeliveryDetail({ delivery }: { delivery: DeliveryItem }) {
  const { id, url, payload, deliveredAt } = delivery;
  return (
    <div className="grid min-w-0 gap-4 px-5 pt-2 pb-5 sm:pl-12">
      <FactList>
        <Fact name="Sent to">
          <code className="min-w-0 break-all font-mono text-xs">{url}</code>
        </Fact>
        {deliveredAt && (
          <Fact name="Delivered">
            <RelativeTime date={deliveredAt} />
          </Fact>
        )}
        <Fact name="Delivery ID">
          <code className="min-w-0 select-all break-all font-mono text-xs">{id}</code>
        </Fact>
      </FactList>
      <CodeBlock title="Payload" code={JSON.stringify(payload, null, 2)} language="json" />
      <SendAgain id={id} />
    </div>
  );
}

function SendAgain({ id }: { id: string }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const retry = useMutation(
    trpc.webhooks.retry.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.webhooks.deliveries.queryFilter());
        toast.success("The event was queued to be sent again.");
      },
      onError: ({ message }) => toast.error(message),
    }),
  );
  return (
    <Button
      variant="outline"
      size="sm"
      className="justify-self-start"
      pending={retry.isPending}
      onClick={() => retry.mutate({ id })}
    >
      <Send aria-hidden /> Send again
    </Button>
  );
}
