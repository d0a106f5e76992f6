"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { DangerZone } from "@/components/dashboard/danger-zone";
import { useTRPC } from "@/components/shared/trpc";
import type { IntegrationDetail } from "@/wire/integrations";

/** Deletes an integration and all its connections, after its key is typed. */
export function DeleteIntegration({ env, integration }: { env: string; integration: IntegrationDetail }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const router = useRouter();
  const { uniqueKey, displayName, connectionCount } = integration;
  const remove = useMutation(
    trpc.integrations.delete.mutationOptions({
      onSuccess: () => {
        toast.success(`${displayName} was deleted.`);
        router.push(`/dashboard/${env}/integrations`);
        queryClient.removeQueries(trpc.integrations.get.queryFilter({ uniqueKey }));
        void queryClient.invalidateQueries(trpc.integrations.list.queryFilter());
        void queryClient.invalidateQueries(trpc.connections.pathFilter());
        void queryClient.invalidateQueries(trpc.gettingStarted.pathFilter());
      },
    }),
  );
  const connections =
    connectionCount === 1 ? "its one connection" : `all ${connectionCount.toLocaleString("en")} connections`;
  return (
    <DangerZone
      title="Delete this integration"
      text={`Deletes the settings${connectionCount > 0 ? ` and the credentials of ${connections}` : ""}. This can't be undone.`}
      action="Delete integration"
      typed={uniqueKey}
      onConfirm={() => remove.mutateAsync({ uniqueKey })}
    />
  );
}
