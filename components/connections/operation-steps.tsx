import { CodeBlock } from "@/components/shared/code-block";
import { cn } from "@/lib/utils";
import type { OperationItem } from "@/wire/connection-details";
import { formatDuration } from "./operation-labels";

const LEVELS: Record<string, string> = { warn: "text-warning", error: "text-destructive" };

interface Props {
  steps: OperationItem["steps"];
  startedAt: Date;
}

/** The log messages of an operation, each with the time since its start. */
export function OperationSteps({ steps, startedAt }: Props) {
  if (steps.length === 0) return <p className="text-muted-foreground">No log messages.</p>;
  return (
    <ol className="grid min-w-0 gap-2">
      {steps.map(({ at, level, message, detail }) => (
        <li key={`${at.getTime()} ${message}`} className="grid min-w-0 gap-1 sm:grid-cols-[5rem_minmax(0,1fr)]">
          <span className="text-muted-foreground text-xs leading-5 tabular-nums">
            +{formatDuration(at.getTime() - startedAt.getTime())}
          </span>
          <div className="grid min-w-0 gap-2">
            <p className={cn("break-words", LEVELS[level])}>
              {level !== "info" && <span className="sr-only">{level}: </span>}
              {message}
            </p>
            {hasContent(detail) && <CodeBlock code={JSON.stringify(detail, null, 2)} language="json" />}
          </div>
        </li>
      ))}
    </ol>
  );
}

function hasContent(detail: unknown): boolean {
  return typeof detail === "object" && detail !== null && Object.keys(detail).length > 0;
}
