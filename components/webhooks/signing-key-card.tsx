"use client";
import { useMutation } from "@tanstack/react-query";
import { Eye, RotateCw } from "lucide-react";
import { toast } from "sonner";
import { Panel } from "@/components/dashboard/panel";
import { ConfirmDialog } from "@/components/shared/confirm-dialog";
import { CopyField } from "@/components/shared/copy-field";
import { FormError } from "@/components/shared/form-error";
import { useTRPC } from "@/components/shared/trpc";
import { Button } from "@/components/ui/button";
import { ReceiverSnippet } from "./receiver-snippet";

/** The key that proves to a receiver that a webhook is ours; shown on request only. */
export function SigningKeyCard() {
  const trpc = useTRPC();
  // Neither is kept longer than it is shown.
  const reveal = useMutation(trpc.webhooks.revealSigningKey.mutationOptions({ gcTime: 0 }));
  const rotate = useMutation(trpc.webhooks.rotateSigningKey.mutationOptions({ gcTime: 0 }));
  const signingKey = rotate.data?.signingKey ?? reveal.data?.signingKey;
  async function confirmRotation() {
    await rotate.mutateAsync();
    toast.success("There is a new signing key.", { description: "The old one signs beside it for one more day." });
  }
  return (
    <Panel
      title="Signing key"
      description="Each webhook carries a signature made with it (Standard Webhooks). Your server checks it, so that nobody else can post events to it."
    >
      {signingKey && <CopyField label="Current key" value={signingKey} hint="Keep it in your server's secret store." />}
      <div className="flex flex-wrap gap-2">
        {!signingKey && (
          <Button variant="outline" pending={reveal.isPending} onClick={() => reveal.mutate()}>
            <Eye aria-hidden /> Show signing key
          </Button>
        )}
        <RotateKey onConfirm={confirmRotation} />
      </div>
      {reveal.error && <FormError>{reveal.error.message}</FormError>}
      <ReceiverSnippet signingKey={signingKey} />
    </Panel>
  );
}

function RotateKey({ onConfirm }: { onConfirm: () => Promise<void> }) {
  return (
    <ConfirmDialog
      trigger={
        <Button variant="outline">
          <RotateCw aria-hidden /> Rotate key
        </Button>
      }
      title="Rotate the signing key?"
      text="A new key is made and shown. For one day each webhook carries a signature of the old key and one of the new; put the new key into your server before that day is over."
      action="Rotate key"
      isDestructive={false}
      onConfirm={onConfirm}
    />
  );
}
