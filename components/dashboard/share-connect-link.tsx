"use client";
import { Link2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from "@/components/ui/dialog";
import type { SessionCreated } from "@/wire/connect-sessions";
import { ConnectLink } from "./connect-link";
import { ConnectLinkForm } from "./connect-link-form";

/** Creates a connect link to copy and send to someone else. */
export function ShareConnectLink({ integrationKey }: { integrationKey?: string | undefined }) {
  return (
    <Dialog>
      <DialogTrigger asChild>
        <Button variant="outline">
          <Link2 aria-hidden /> Share connect link
        </Button>
      </DialogTrigger>
      <DialogContent>
        <ShareSteps integrationKey={integrationKey} />
      </DialogContent>
    </Dialog>
  );
}

/** Its state resets when the dialog closes: the next link is for someone else. */
function ShareSteps({ integrationKey }: { integrationKey: string | undefined }) {
  const [session, setSession] = useState<SessionCreated | null>(null);
  return (
    <>
      <DialogHeader>
        <DialogTitle>Share a connect link</DialogTitle>
        <DialogDescription>
          {session
            ? "Send this link to the end user. The connection appears in the list after they connect."
            : "Connect one end user without writing code. They open the link and connect their account."}
        </DialogDescription>
      </DialogHeader>
      {session ? (
        <>
          <ConnectLink session={session} />
          <Button variant="link" className="justify-self-start" onClick={() => setSession(null)}>
            Create another
          </Button>
        </>
      ) : (
        <ConnectLinkForm integrationKey={integrationKey} onCreated={setSession} />
      )}
    </>
  );
}
