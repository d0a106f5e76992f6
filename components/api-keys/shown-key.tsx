"use client";
import { CopyField } from "@/components/shared/copy-field";
import { Button } from "@/components/ui/button";
import { DialogClose, DialogFooter } from "@/components/ui/dialog";

/** A key to copy, and whether there will be another chance to. */
export function ShownKey({ token, canShowAgain }: { token: string; canShowAgain: boolean }) {
  return (
    <>
      <CopyField
        label="API key"
        value={token}
        hint={
          canShowAgain
            ? "Treat it like a password. A development key can be shown again from the list."
            : "Copy it now into your secret store: it is not shown again. A lost key is replaced by a new one."
        }
      />
      <DialogFooter>
        <DialogClose asChild>
          <Button type="button">Done</Button>
        </DialogClose>
      </DialogFooter>
    </>
  );
}
