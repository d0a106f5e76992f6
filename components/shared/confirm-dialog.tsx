"use client";
import { type FormEvent, type ReactNode, useState } from "react";
import {
  AlertDialog,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogTitle,
  AlertDialogTrigger,
} from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Field } from "./field";
import { FormError } from "./form-error";

interface ConfirmDialogProps {
  /** Opens the dialog. Omit if `open` is given. */
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  title: string;
  /** What will happen, and whether it can be undone. */
  text: ReactNode;
  /** The button label, such as "Delete key". Never "OK". */
  action: string;
  /** The text to type first, for actions that can't be undone. */
  typed?: string;
  isDestructive?: boolean;
  /** Runs the action. If it fails, the dialog stays open and shows the error. */
  onConfirm: () => Promise<unknown>;
}

/** Asks for confirmation before an action. */
export function ConfirmDialog({ trigger, open, onOpenChange, ...question }: ConfirmDialogProps) {
  const [isOpen, setOpen] = useState(false);
  const change = (next: boolean) => {
    setOpen(next);
    onOpenChange?.(next);
  };
  return (
    <AlertDialog open={open ?? isOpen} onOpenChange={change}>
      {trigger && <AlertDialogTrigger asChild>{trigger}</AlertDialogTrigger>}
      <AlertDialogContent>
        <Question {...question} onDone={() => change(false)} />
      </AlertDialogContent>
    </AlertDialog>
  );
}

type QuestionProps = Omit<ConfirmDialogProps, "trigger" | "open" | "onOpenChange"> & { onDone: () => void };

function Question({ title, text, action, typed, isDestructive = true, onConfirm, onDone }: QuestionProps) {
  const [entered, setEntered] = useState("");
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const isReady = typed === undefined || entered.trim() === typed;

  async function confirm(event: FormEvent) {
    event.preventDefault();
    if (!isReady || isPending) return;
    setPending(true);
    setError(null);
    try {
      await onConfirm();
      onDone();
    } catch (cause) {
      setError(cause instanceof Error ? cause.message : "Something went wrong. Try again.");
      setPending(false);
    }
  }

  return (
    <form onSubmit={confirm} className="grid gap-5">
      <div className="grid gap-1.5">
        <AlertDialogTitle>{title}</AlertDialogTitle>
        <AlertDialogDescription asChild>
          <div>{text}</div>
        </AlertDialogDescription>
      </div>
      {typed !== undefined && <TypedField typed={typed} value={entered} onChange={setEntered} />}
      {error && <FormError>{error}</FormError>}
      <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <AlertDialogCancel asChild>
          <Button type="button" variant="outline">
            Cancel
          </Button>
        </AlertDialogCancel>
        <Button
          type="submit"
          variant={isDestructive ? "destructive" : "default"}
          disabled={!isReady}
          pending={isPending}
        >
          {action}
        </Button>
      </div>
    </form>
  );
}

function TypedField({ typed, value, onChange }: { typed: string; value: string; onChange: (value: string) => void }) {
  const label = (
    <>
      Type <code className="select-all break-all rounded-sm bg-muted px-1 py-0.5 font-mono text-xs">{typed}</code> to
      confirm
    </>
  );
  return (
    <Field label={label}>
      <Input
        value={value}
        onChange={(event) => onChange(event.target.value)}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        className="font-mono"
      />
    </Field>
  );
}
