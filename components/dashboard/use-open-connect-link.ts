"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/components/shared/trpc";

interface ConnectFor {
  integrationKey?: string | undefined;
  endUserId: string;
}

interface Handlers {
  /** Called on failure, for callers that don't render `error`. */
  onError?: (error: { message: string }) => void;
}

/** Creates a connect session and opens its link in a new tab. Opens the tab during the click, so that pop-up blockers allow it. */
export function useOpenConnectLink({ onError }: Handlers = {}) {
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
      onError: (error) => {
        tab?.close();
        onError?.(error);
      },
    });
  }
  return { open, session: create.data, isPending: create.isPending, error: create.error };
}
