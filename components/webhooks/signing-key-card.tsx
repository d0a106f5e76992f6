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

/** The key that signs webhooks, shown on request. */
export function SigningKeyCard() {
  const trpc = useTRPC();
  // The key leaves the cache when it is no longer shown.
  const reveal = useMutation(trpc.webhooks.revealSigningKey.mutationOptions({ gcTime: 0 }));
  const rotate = useMutation(trpc.webhooks.rotateSigningKey.mutationOptions({ gcTime: 0 }));
  const signingKey = rotate.data?.signingKey ?? reveal.data?.signingKey;
  async function confirmRotation() {
    await rotate.mutateAsync();
    toast.success("The signing key was rotated.", { description: "The old key stays valid for one day." });
  }
  return (
    <Panel
      title="Signing key"
      description="Each webhook is signed with this key (Standard Webhooks). Verify the signature to make sure that an event comes from Keyhold."
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
      text="Creates and shows a new key. For one day, each webhook is signed with both the old and the new key. Update your server within that day."
      action="Rotate key"
      isDestructive={false}
      onConfirm={onConfirm}
    />
  );
}
