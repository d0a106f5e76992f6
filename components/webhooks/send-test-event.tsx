"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useId } from "react";
import { toast } from "sonner";
import { useTRPC } from "@/components/shared/trpc";
import { Button } from "@/components/ui/button";

interface Props {
  /** Whether an address is saved. */
  hasAddress: boolean;
  /** Whether the form holds something that is not saved: the test would go to the old address. */
  isDirty: boolean;
}

/** Sends an event of type `test` to the saved addresses; the answer shows among the deliveries. */
export function SendTestEvent({ hasAddress, isDirty }: Props) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const noteId = useId();
  const send = useMutation(
    trpc.webhooks.sendTest.mutationOptions({
      onSuccess: async ({ deliveries }) => {
        await queryClient.invalidateQueries(trpc.webhooks.deliveries.queryFilter());
        toast.success("The test event is on its way.", {
          description: `To ${deliveries === 1 ? "one address" : `${deliveries} addresses`}. The answer shows under Deliveries.`,
        });
      },
      onError: ({ message }) => toast.error(message),
    }),
  );
  const note = noteOf(hasAddress, isDirty);
  return (
    <div className="flex flex-wrap items-center gap-3">
      {note && (
        <p id={noteId} className="text-muted-foreground text-sm">
          {note}
        </p>
      )}
      <Button
        type="button"
        variant="outline"
        size="sm"
        aria-describedby={note ? noteId : undefined}
        disabled={note !== null}
        pending={send.isPending}
        onClick={() => send.mutate()}
      >
        <Send aria-hidden /> Send test event
      </Button>
    </div>
  );
}

function noteOf(hasAddress: boolean, isDirty: boolean): string | null {
  if (isDirty) return "Save first.";
  return hasAddress ? null : "Needs an address.";
}
