"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { DangerZone } from "@/components/dashboard/danger-zone";
import { useTRPC } from "@/components/shared/trpc";
import type { ConnectionRef } from "@/wire/connections";

/** Deletes a connection with its credentials, once its id is typed. */
export function DeleteConnection({ env, connection }: { env: string; connection: ConnectionRef }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const router = useRouter();
  const remove = useMutation(
    trpc.connections.delete.mutationOptions({
      onSuccess: () => {
        toast.success("The connection is deleted.");
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
      text="Gives the tokens back to the provider where it takes them, and forgets the credential. Calls that name this connection fail from then on, and the end user must connect anew. This cannot be undone."
      action="Delete connection"
      typed={connection.connectionId}
      onConfirm={() => remove.mutateAsync(connection)}
    />
  );
}
