import { ChevronLeft, ChevronRight } from "lucide-react";
import { cn } from "@/lib/utils";
import { Button } from "./button";

interface PaginationProps {
  /** What is shown, such as "1–50 of 812". */
  summary: string;
  /** Absent on the first page. */
  onPrevious?: (() => void) | undefined;
  /** Absent on the last page. */
  onNext?: (() => void) | undefined;
  className?: string;
}

/** Steps through pages, for lists whose pages have no numbers. */
export function Pagination({ summary, onPrevious, onNext, className }: PaginationProps) {
  return (
    <nav data-slot="pagination" aria-label="Pages" className={cn("flex items-center justify-between gap-3", className)}>
      <p role="status" className="text-muted-foreground text-sm">
        {summary}
      </p>
      <div className="flex gap-2">
        <Button type="button" variant="outline" size="sm" disabled={!onPrevious} onClick={onPrevious}>
          <ChevronLeft aria-hidden /> Previous
        </Button>
        <Button type="button" variant="outline" size="sm" disabled={!onNext} onClick={onNext}>
          Next <ChevronRight aria-hidden />
        </Button>
      </div>
    </nav>
  );
}
