import type { OperationItem } from "@/wire/connection-details";

const LABELS: Record<string, string> = {
  auth: "Authorization",
  refresh: "Renewal",
  connection: "Connection",
  webhook: "Webhook",
};

/** What kind of operation it was; an unknown kind is shown by its own name. */
export function operationLabel(type: string): string {
  return LABELS[type] ?? type;
}

/** A span of time at the precision people need: `240 ms`, `3.2 s`, `4 min`. */
export function spanWords(ms: number): string {
  if (ms < 1000) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.round(ms / 60_000)} min`;
}

/** How long an operation took. */
export function durationWords({ startedAt, endedAt }: Pick<OperationItem, "startedAt" | "endedAt">): string {
  return endedAt === null ? "Still running" : `Took ${spanWords(endedAt.getTime() - startedAt.getTime())}`;
}
