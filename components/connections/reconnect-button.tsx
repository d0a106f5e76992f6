"use client";
import { useMutation } from "@tanstack/react-query";
import { Link2 } from "lucide-react";
import { useState } from "react";
import { ConnectLink } from "@/components/dashboard/connect-link";
import { FormError } from "@/components/shared/form-error";
import { useTRPC } from "@/components/shared/trpc";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import type { ConnectionRef } from "@/wire/connections";

interface Props {
  connection: ConnectionRef;
  /** Whether this is the primary action. */
  isMain: boolean;
}

/** Creates a link for the end user to reconnect. The connection keeps its ID. */
export function ReconnectButton({ connection, isMain }: Props) {
  const [isOpen, setOpen] = useState(false);
  const create = useMutation(useTRPC().connectSessions.reconnect.mutationOptions({ onSettled: () => setOpen(true) }));
  return (
    <>
      <Button
        variant={isMain ? "default" : "outline"}
        pending={create.isPending}
        onClick={() => create.mutate(connection)}
      >
        <Link2 aria-hidden /> Create reconnect link
      </Button>
      <Dialog open={isOpen} onOpenChange={setOpen}>
        <DialogContent>
          <DialogHeader>
            <DialogTitle>Reconnect link</DialogTitle>
            <DialogDescription>
              Send this link to the end user. When they sign in again, this connection gets new credentials and keeps
              its ID, tags and metadata.
            </DialogDescription>
          </DialogHeader>
          {create.data && <ConnectLink session={create.data} />}
          {create.error && <FormError>{create.error.message}</FormError>}
        </DialogContent>
      </Dialog>
    </>
  );
}
