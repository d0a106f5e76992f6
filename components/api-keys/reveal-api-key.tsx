"use client";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Eye } from "lucide-react";
import { useState } from "react";
import { FormError } from "@/components/shared/form-error";
import { useTRPC } from "@/components/shared/trpc";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from "@/components/ui/dialog";
import type { ApiKeyItem } from "@/wire/api-keys";
import { ShownKey } from "./shown-key";

/** Shows a key after a confirmation, if it can still be shown. */
export function RevealApiKey({ item }: { item: ApiKeyItem }) {
  const [isOpen, setOpen] = useState(false);
  const label = `Show the key “${item.name}”`;
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={label} title={label} className="text-muted-foreground">
          <Eye aria-hidden />
        </Button>
      </DialogTrigger>
      <DialogContent>
        <Reveal item={item} />
      </DialogContent>
    </Dialog>
  );
}

function Reveal({ item: { id, name } }: { item: ApiKeyItem }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data: environment } = useSuspenseQuery(trpc.environment.get.queryOptions());
  const reveal = useMutation(
    trpc.apiKeys.reveal.mutationOptions({
      gcTime: 0,
      onError: () => queryClient.invalidateQueries(trpc.apiKeys.pathFilter()),
    }),
  );
  const once = environment.isProduction ? "A production key is shown only once, so store it right away." : "";
  return (
    <>
      <DialogHeader>
        <DialogTitle>{name}</DialogTitle>
        <DialogDescription>
          Anyone with the key can do what its scopes allow. The audit log records that you viewed it. {once}
        </DialogDescription>
      </DialogHeader>
      {reveal.data ? (
        <ShownKey token={reveal.data.token} canShowAgain={!environment.isProduction} />
      ) : (
        <DialogFooter>
          <Button pending={reveal.isPending} onClick={() => reveal.mutate({ id })}>
            {" "}
            Show key{" "}
          </Button>
        </DialogFooter>
      )}
      {reveal.error && <FormError>{reveal.error.message}</FormError>}
    </>
  );
}
