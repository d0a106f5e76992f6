"use client";
import { useId } from "react";
import { ConfirmDialog } from "@/components/shared/confirm-dialog";
import { Button } from "@/components/ui/button";

interface Props {
  title: string;
  /** What is deleted, and that it can't be undone. */
  text: string;
  /** The button label, such as "Delete integration". */
  action: string;
  /** The text to type as confirmation. */
  typed: string;
  onConfirm: () => Promise<unknown>;
}

/** The last section of a page, with an action that can't be undone. */
export function DangerZone({ title, text, action, typed, onConfirm }: Props) {
  const titleId = useId();
  return (
    <section
      aria-labelledby={titleId}
      className="flex flex-wrap items-center justify-between gap-4 rounded-lg border border-destructive/30 bg-card p-5"
    >
      <div className="grid min-w-0 max-w-prose gap-1">
        <h2 id={titleId} className="font-medium">
          {title}
        </h2>
        <p className="text-pretty text-muted-foreground text-sm">{text}</p>
      </div>
      <ConfirmDialog
        trigger={
          <Button variant="outline" className="text-destructive hover:text-destructive">
            {action}
          </Button>
        }
        title={`${title}?`}
        text={text}
        action={action}
        typed={typed}
        onConfirm={onConfirm}
      />
    </section>
  );
}
