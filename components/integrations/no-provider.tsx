import { SearchX } from "lucide-react";
import { Empty } from "@/components/shared/empty";
import { Button } from "@/components/ui/button";
import type { CatalogFilters } from "./search-providers";

/** The empty state when no provider matches. */
export function NoProvider({ filters, onClear }: { filters: CatalogFilters; onClear: () => void }) {
  const hasChips = filters.category !== "" || filters.scheme !== "";
  const title =
    filters.q.trim() === "" ? "No providers match these filters" : `No providers match “${filters.q.trim()}”`;
  return (
    <Empty
      icon={SearchX}
      title={title}
      hint={
        hasChips
          ? "Clear the filters to search the whole catalog."
          : "Try the name of the company behind the API. If the catalog doesn't have it, you can add it. The catalog guide in the documentation explains how."
      }
    >
      <Button variant="outline" onClick={onClear}>
        {hasChips ? "Clear filters" : "Show the whole catalog"}
      </Button>
    </Empty>
  );
}
