"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/components/shared/trpc";

interface ConnectFor {
  integrationKey?: string | undefined;
  endUserId: string;
}

/** Creates a connect session and opens its link in a new tab. The tab opens with the click, or pop-up blockers would stop it. */
export function useOpenConnectLink() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const create = useMutation(
    trpc.connectSessions.create.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.gettingStarted.pathFilter()),
    }),
  );
  function open(input: ConnectFor) {
    const tab = window.open("about:blank", "_blank");
    create.mutate(input, {
      onSuccess: ({ connect_link }) => {
        if (!tab) return;
        tab.opener = null;
        tab.location.replace(connect_link);
      },
      onError: () => tab?.close(),
    });
  }
  return { open, session: create.data, isPending: create.isPending, error: create.error };
}
