"use client";
import { Check, ChevronDown } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { cn } from "@/lib/utils";

interface Props {
  number: number;
  title: string;
  /** Shown next to the title once the step is done. */
  summary: string;
  isDone: boolean;
  isCurrent: boolean;
  children: ReactNode;
}

/** One step. Expanded while it is the next step, or when the user opens it. */
export function StepCard({ number, title, summary, isDone, isCurrent, children }: Props) {
  const [chosen, setChosen] = useState<boolean | null>(null);
  const contentId = useId();
  const isOpen = chosen ?? isCurrent;
  return (
    <li
      data-done={isDone}
      aria-current={isCurrent ? "step" : undefined}
      className={cn("rounded-lg border bg-card", isCurrent && "border-primary/50 shadow-sm")}
    >
      <h2>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={contentId}
          onClick={() => setChosen(!isOpen)}
          className="flex w-full items-center gap-3 rounded-lg p-4 text-left outline-none focus-visible:ring-2 focus-visible:ring-ring"
        >
          <StepMark number={number} isDone={isDone} isCurrent={isCurrent} />
          <span className="min-w-0 flex-1">
            <span className="block font-medium">{title}</span>
            {isDone && <span className="block text-sm font-normal text-muted-foreground">{summary}</span>}
          </span>
          <ChevronDown
            aria-hidden
            className={cn("size-4 shrink-0 text-muted-foreground transition-transform", isOpen && "rotate-180")}
          />
        </button>
      </h2>
      <div id={contentId} hidden={!isOpen} className="px-4 pb-5 sm:pl-14">
        <div className="grid min-w-0 gap-4 text-sm leading-relaxed">{children}</div>
      </div>
    </li>
  );
}

function StepMark({ number, isDone, isCurrent }: Pick<Props, "number" | "isDone" | "isCurrent">) {
  return (
    <span
      className={cn(
        "grid size-7 shrink-0 place-items-center rounded-full border text-sm font-medium tabular-nums",
        isDone && "border-success bg-success text-success-foreground",
        isCurrent && "border-primary text-primary",
        !isDone && !isCurrent && "text-muted-foreground",
      )}
    >
      {isDone ? <Check aria-hidden className="size-4" /> : number}
      <span className="sr-only">{isDone ? "Done:" : "To do:"}</span>
    </span>
  );
}
