import type { OperationItem } from "@/wire/connection-details";

const LABELS: Record<string, string> = {
  auth: "Authorization",
  refresh: "Refresh",
  connection: "Connection",
  webhook: "Webhook",
};

/** Returns the label of an operation type. Returns an unknown type unchanged. */
export function operationLabel(type: string): string {
  return LABELS[type] ?? type;
}

/** Formats a duration with readable precision: `240 ms`, `3.2 s`, `4 min`. */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.round(ms / 60_000)} min`;
}

/** Says how long an operation took, or that it is still running. */
export function durationLabel({ startedAt, endedAt }: Pick<OperationItem, "startedAt" | "endedAt">): string {
  return endedAt === null ? "Still running" : `Took ${formatDuration(endedAt.getTime() - startedAt.getTime())}`;
}
