import { ChevronRight } from "lucide-react";
import { RelativeTime } from "@/components/shared/relative-time";
import { Badge } from "@/components/ui/badge";
import { Status, type StatusTone } from "@/components/ui/status";
import { cn } from "@/lib/utils";
import type { OperationItem } from "@/wire/connection-details";
import { durationLabel, operationLabel } from "./operation-labels";
import { OperationSteps } from "./operation-steps";

const STATUS: Record<string, { tone: StatusTone; word: string }> = {
  success: { tone: "ok", word: "Done" },
  failed: { tone: "bad", word: "Failed" },
  running: { tone: "idle", word: "Running" },
};

/** The anchor of an operation on the page. */
export function operationAnchor(id: string): string {
  return `operation-${id}`;
}

/** One operation. Expands to its log messages. */
export function OperationRow({ operation }: { operation: OperationItem }) {
  const { id, type, status, message, startedAt } = operation;
  const { tone, word } = STATUS[status] ?? { tone: "idle", word: status };
  return (
    <li id={operationAnchor(id)} className="scroll-mt-20 border-b last:border-0 target:bg-primary/8">
      <details className="group">
        <summary className="flex list-none items-start gap-3 px-5 py-3 text-sm hover:bg-muted/60">
          <ChevronRight
            aria-hidden
            className="mt-0.5 size-4 shrink-0 text-muted-foreground transition-transform group-open:rotate-90"
          />
          <span className="grid min-w-0 flex-1 gap-1 sm:flex sm:items-start sm:gap-4">
            <Status tone={tone} className="w-18 shrink-0">
              {word}
            </Status>
            <span className={cn("min-w-0 flex-1 break-words", tone === "bad" && "font-medium")}>
              {message ?? operationLabel(type)}
            </span>
            <Badge variant="outline">{operationLabel(type)}</Badge>
            <RelativeTime date={startedAt} className="text-muted-foreground sm:w-28 sm:text-right" />
          </span>
        </summary>
        <OperationDetail operation={operation} />
      </details>
    </li>
  );
}

function OperationDetail({ operation }: { operation: OperationItem }) {
  const { id, code, steps } = operation;
  return (
    <div className="grid min-w-0 gap-3 px-5 pt-1 pb-4 pl-12 text-sm">
      <p className="flex flex-wrap gap-x-4 gap-y-1 text-muted-foreground text-xs">
        {code && (
          <span>
            Code <code className="font-mono text-foreground">{code}</code>
          </span>
        )}
        <span>
          Operation <code className="select-all break-all font-mono text-foreground">{id}</code>
        </span>
        <span>{durationLabel(operation)}</span>
      </p>
      <OperationSteps steps={steps} startedAt={operation.startedAt} />
    </div>
  );
}
