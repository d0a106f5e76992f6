"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FlaskConical } from "lucide-react";
import Link from "next/link";
import { FormError } from "@/components/shared/form-error";
import { useTRPC } from "@/components/shared/trpc";
import { Button } from "@/components/ui/button";

/** Step 1: add the provider lab, which needs no account elsewhere. */
export function LabStep({ env, isDone, labEnabled }: { env: string; isDone: boolean; labEnabled: boolean }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const add = useMutation(
    trpc.gettingStarted.addLab.mutationOptions({
      onSuccess: () =>
        Promise.all([
          queryClient.invalidateQueries(trpc.gettingStarted.pathFilter()),
          queryClient.invalidateQueries(trpc.integrations.pathFilter()),
        ]),
    }),
  );
  if (!labEnabled) return <LabIsOff env={env} />;
  return (
    <>
      <p>
        An integration is an API your users can connect. The provider lab is a test API inside this instance: an OAuth
        2.0 server with a sign-in page, expiring access tokens, and refresh tokens. You don't need an account elsewhere
        or an app of your own.
      </p>
      <div>
        <Button disabled={isDone || add.isPending} onClick={() => add.mutate()}>
          <FlaskConical aria-hidden />
          {isDone ? "Lab added" : "Add the lab"}
        </Button>
      </div>
      {add.error && <FormError>{add.error.message}</FormError>}
    </>
  );
}

function LabIsOff({ env }: { env: string }) {
  return (
    <>
      <p>
        The provider lab is off on this instance. To use it, set{" "}
        <code className="font-mono text-xs">KEYHOLD_LAB=1</code> and restart. Or add an integration for a real provider.
      </p>
      <div>
        <Button asChild variant="outline">
          <Link href={`/dashboard/${env}/integrations/new`}>Choose a provider</Link>
        </Button>
      </div>
    </>
  );
}
