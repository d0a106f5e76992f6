"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { toast } from "sonner";
import { useTRPC } from "@/components/shared/trpc";
import { Button } from "@/components/ui/button";
import type { ConnectionDetail } from "@/wire/connection-details";
import type { ConnectionRef } from "@/wire/connections";

interface Props {
  detail: ConnectionDetail;
  connection: ConnectionRef;
  /** Whether this is the primary action. */
  isMain: boolean;
}

/** Refreshes the credentials now. Renders nothing if they can't be refreshed. */
export function RefreshButton({ detail, connection, isMain }: Props) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const refresh = useMutation(
    trpc.connections.refresh.mutationOptions({
      onSuccess: () => toast.success("The credentials were refreshed."),
      onError: ({ message }) => toast.error("The refresh failed", { description: message }),
      onSettled: () => queryClient.invalidateQueries(trpc.connections.pathFilter()),
    }),
  );
  if (!detail.is_refreshable) return null;
  return (
    <Button
      variant={isMain ? "default" : "outline"}
      pending={refresh.isPending}
      onClick={() => refresh.mutate(connection)}
    >
      <RefreshCw aria-hidden /> Refresh now
    </Button>
  );
}
