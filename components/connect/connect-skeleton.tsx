"use client";
import { Skeleton } from "@/components/ui/skeleton";
import { useTexts } from "./texts-context";

/** A placeholder for the list while the session loads. */
export function ListSkeleton() {
  const t = useTexts();
  return (
    <div role="status" aria-label={t("loading")}>
      <Skeleton className="h-8 w-4/5" />
      <Skeleton className="mt-4 h-16 w-full rounded-lg" />
      <div className="mt-6 flex flex-col gap-2">
        {["a", "b", "c", "d"].map((row) => (
          <Skeleton key={row} className="h-14 w-full rounded-lg" />
        ))}
      </div>
    </div>
  );
}

/** A placeholder for the form while its fields load. */
export function FormSkeleton() {
  const t = useTexts();
  return (
    <div role="status" aria-label={t("loading")} className="mt-6">
      <Skeleton className="h-10 w-full" />
      <Skeleton className="mt-6 h-4 w-24" />
      <Skeleton className="mt-2 h-11 w-full" />
      <Skeleton className="mt-8 h-11 w-full" />
    </div>
  );
}
