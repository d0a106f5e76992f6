"use client";
import { Plus } from "lucide-react";
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
import { CreateApiKeyForm, type CreatedKey } from "./create-api-key-form";
import { ShownKey } from "./shown-key";

/** Creates a key, then shows it. */
export function CreateApiKeyDialog() {
  const [created, setCreated] = useState<CreatedKey | null>(null);
  /** A click outside must not close the dialog while it shows a key that can't be shown again. */
  const keepOpen = (event: Event) => created && event.preventDefault();
  return (
    <Dialog onOpenChange={(isOpen) => isOpen && setCreated(null)}>
      <DialogTrigger asChild>
        <Button>
          <Plus aria-hidden /> Create API key
        </Button>
      </DialogTrigger>
      <DialogContent onInteractOutside={keepOpen}>
        <DialogHeader>
          <DialogTitle>{created ? "Your new API key" : "Create an API key"}</DialogTitle>
          <DialogDescription>
            {created ? `“${created.item.name}” is ready to use.` : "Your backend sends it with each request."}
          </DialogDescription>
        </DialogHeader>
        {created ? (
          <ShownKey token={created.token} canShowAgain={created.item.canReveal} />
        ) : (
          <CreateApiKeyForm onCreated={setCreated} />
        )}
      </DialogContent>
    </Dialog>
  );
}
