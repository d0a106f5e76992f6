import { Skeleton } from "@/components/ui/skeleton";

/** The skeleton of a page with a form, at about its final size. */
export function FormSkeleton() {
  return (
    <div className="grid gap-6" aria-hidden>
      <Skeleton className="h-10 w-64" />
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Skeleton className="h-96 rounded-lg" />
        <Skeleton className="h-64 rounded-lg" />
      </div>
    </div>
  );
}
