"use client";
import { ExternalLink } from "lucide-react";
import { ConnectLink } from "@/components/dashboard/connect-link";
import { useOpenConnectLink } from "@/components/dashboard/use-open-connect-link";
import { FormError } from "@/components/shared/form-error";
import { Button } from "@/components/ui/button";
import { EXAMPLE_USER } from "./steps";

/** Creates a session and opens its link in a new tab. Also shows the link, in case the tab is closed. */
export function OpenConnectLink({ integrationKey, lead }: { integrationKey: string; lead: string }) {
  const { open, session, isPending, error } = useOpenConnectLink();
  return (
    <div className="grid gap-3 rounded-md border border-dashed p-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p>{lead}</p>
        <Button disabled={isPending} onClick={() => open({ integrationKey, endUserId: EXAMPLE_USER })}>
          <ExternalLink aria-hidden />
          Open a connect link
        </Button>
      </div>
      {session && <ConnectLink session={session} />}
      {error && <FormError>{error.message}</FormError>}
    </div>
  );
}
