"use client";
import { CopyField } from "@/components/shared/copy-field";
import { Button } from "@/components/ui/button";
import { DialogClose, DialogFooter } from "@/components/ui/dialog";

/** Shows a key to copy, and whether it can be shown again. */
export function ShownKey({ token, canShowAgain }: { token: string; canShowAgain: boolean }) {
  return (
    <>
      <CopyField
        label="API key"
        value={token}
        hint={
          canShowAgain
            ? "Treat it like a password. You can show a development key again from the list."
            : "Copy it to your secret store now. You can't see it again. If you lose it, create a new key."
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
