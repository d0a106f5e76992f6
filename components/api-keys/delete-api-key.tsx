"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { toast } from "sonner";
import { ConfirmDialog } from "@/components/shared/confirm-dialog";
import { RelativeTime } from "@/components/shared/relative-time";
import { useTRPC } from "@/components/shared/trpc";
import { Button } from "@/components/ui/button";
import type { ApiKeyItem } from "@/wire/api-keys";

/** Deletes a key. Shows when it was last used, so that the user can tell whether it is still needed. */
export function DeleteApiKey({ item: { id, name, lastUsedAt } }: { item: ApiKeyItem }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const remove = useMutation(
    trpc.apiKeys.delete.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.apiKeys.pathFilter());
        toast.success(`“${name}” was deleted.`);
      },
    }),
  );
  const label = `Delete the key “${name}”`;
  return (
    <ConfirmDialog
      trigger={
        <Button variant="ghost" size="icon-sm" aria-label={label} title={label} className="text-muted-foreground">
          <Trash2 aria-hidden />
        </Button>
      }
      title={`Delete “${name}”?`}
      text={
        <>
          Requests with this key will be rejected.{" "}
          {lastUsedAt ? (
            <>
              It was last used <RelativeTime date={lastUsedAt} />.
            </>
          ) : (
            "It has never been used."
          )}{" "}
          This can't be undone.
        </>
      }
      action="Delete key"
      onConfirm={() => remove.mutateAsync({ id })}
    />
  );
}
