"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useId } from "react";
import { toast } from "sonner";
import { useTRPC } from "@/components/shared/trpc";
import { Button } from "@/components/ui/button";

interface Props {
  /** Whether an address is saved. */
  hasEndpoint: boolean;
  /** Whether the form has unsaved changes. The test event would go to the old address. */
  isDirty: boolean;
}

/** Sends a `test` event to the saved addresses. The response appears in the deliveries. */
export function SendTestEvent({ hasEndpoint, isDirty }: Props) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const noteId = useId();
  const send = useMutation(
    trpc.webhooks.sendTest.mutationOptions({
      onSuccess: async ({ deliveries }) => {
        await queryClient.invalidateQueries(trpc.webhooks.deliveries.queryFilter());
        toast.success("The test event was sent.", {
          description: `To ${deliveries === 1 ? "one endpoint" : `${deliveries} endpoints`}. The response appears under Deliveries.`,
        });
      },
      onError: ({ message }) => toast.error(message),
    }),
  );
  const note = noteOf(hasEndpoint, isDirty);
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

function noteOf(hasEndpoint: boolean, isDirty: boolean): string | null {
  if (isDirty) return "Save your changes first.";
  return hasEndpoint ? null : "Add an endpoint first.";
}
