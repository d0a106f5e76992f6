import { Skeleton } from "@/components/ui/skeleton";

const CARDS = Array.from({ length: 12 }, (_, index) => `card-${index}`);

/** The skeleton of the catalog, at its final size. */
export function CatalogSkeleton() {
  return (
    <div className="grid gap-5" aria-hidden>
      <Skeleton className="h-9 max-w-xl" />
      <Skeleton className="h-17 w-full" />
      <Skeleton className="h-5 w-24" />
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {CARDS.map((card) => (
          <Skeleton key={card} className="h-16 rounded-lg" />
        ))}
      </div>
    </div>
  );
}
