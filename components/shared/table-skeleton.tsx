import { Skeleton } from "@/components/ui/skeleton";

/** The skeleton of a table, with its final row height. */
export function TableSkeleton({ rows = 6 }: { rows?: number }) {
  return (
    <div role="status" aria-label="Loading" className="rounded-lg border bg-card">
      <div className="h-9 border-b bg-muted/60" />
      {Array.from({ length: rows }, (_, row) => `row-${row}`).map((row) => (
        <div key={row} className="flex h-12 items-center gap-4 border-b px-4 last:border-0">
          <Skeleton className="h-4 w-2/5" />
          <Skeleton className="h-4 w-1/5" />
          <Skeleton className="ml-auto h-4 w-16" />
        </div>
      ))}
    </div>
  );
}
