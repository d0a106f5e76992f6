"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { useTRPC } from "@/components/shared/trpc";
import { Label } from "@/components/ui/label";
import { Switch } from "@/components/ui/switch";
import type { IntegrationDetail } from "@/wire/integrations";

/** Sets that the app is in the provider's test mode, in which tokens expire early. */
export function TestMode({ integration }: { integration: IntegrationDetail }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const update = useMutation(
    trpc.integrations.update.mutationOptions({
      onError: ({ message }) => toast.error("Not saved", { description: message }),
      onSettled: () => queryClient.invalidateQueries(trpc.integrations.pathFilter()),
    }),
  );
  const { uniqueKey, providerName, isTestMode } = integration;
  const shown = update.isPending ? (update.variables.patch.test_mode ?? isTestMode) : isTestMode;
  return (
    <section className="flex items-start justify-between gap-4 rounded-lg border bg-card p-5 text-sm">
      <div className="grid gap-1">
        <Label htmlFor="test-mode">My app is in test mode at {providerName}</Label>
        <p className="text-muted-foreground">
          {providerName} expires access early for apps in test mode. Turn this on to show when each connection expires,
          from its next refresh on.
        </p>
      </div>
      <Switch
        id="test-mode"
        checked={shown}
        onCheckedChange={(isOn) => update.mutate({ uniqueKey, patch: { test_mode: isOn } })}
      />
    </section>
  );
}
