"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { DangerZone } from "@/components/dashboard/danger-zone";
import { useTRPC } from "@/components/shared/trpc";
import type { ConnectionRef } from "@/wire/connections";

/** Deletes a connection and its credentials, after its ID is typed. */
export function DeleteConnection({ env, connection }: { env: string; connection: ConnectionRef }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const router = useRouter();
  const remove = useMutation(
    trpc.connections.delete.mutationOptions({
      onSuccess: () => {
        toast.success("The connection was deleted.");
        router.push(`/dashboard/${env}/connections`);
        queryClient.removeQueries(trpc.connections.get.queryFilter(connection));
        void queryClient.invalidateQueries(trpc.connections.list.infiniteQueryFilter());
        void queryClient.invalidateQueries(trpc.integrations.pathFilter());
        void queryClient.invalidateQueries(trpc.gettingStarted.pathFilter());
      },
    }),
  );
  return (
    <DangerZone
      title="Delete this connection"
      text="Revokes the tokens at the provider, if it supports that, and deletes the credentials. Requests for this connection will fail, and the end user must connect again. This can't be undone."
      action="Delete connection"
      typed={connection.connectionId}
      onConfirm={() => remove.mutateAsync(connection)}
    />
  );
}
