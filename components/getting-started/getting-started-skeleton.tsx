import { Skeleton } from "@/components/ui/skeleton";

/** The skeleton of the steps, at their final size. */
export function GettingStartedSkeleton() {
  return (
    <div className="grid max-w-3xl gap-4" aria-hidden>
      <Skeleton className="h-5 w-full" />
      <Skeleton className="h-60 w-full rounded-lg" />
      <Skeleton className="h-16 w-full rounded-lg" />
      <Skeleton className="h-16 w-full rounded-lg" />
      <Skeleton className="h-16 w-full rounded-lg" />
    </div>
  );
}
