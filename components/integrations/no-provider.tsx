import { SearchX } from "lucide-react";
import { Empty } from "@/components/shared/empty";
import { Button } from "@/components/ui/button";
import type { CatalogFilters } from "./search-providers";

/** Nothing fits: says what to do instead. */
export function NoProvider({ filters, onClear }: { filters: CatalogFilters; onClear: () => void }) {
  const hasChips = filters.category !== "" || filters.scheme !== "";
  const title = filters.q.trim() === "" ? "No provider fits these filters" : `No provider fits “${filters.q.trim()}”`;
  return (
    <Empty
      icon={SearchX}
      title={title}
      hint={
        hasChips
          ? "Clear the filters to search the whole catalog."
          : "Try the name of the company behind the API. If the catalog does not have it, add it: a provider is one small file, and CONTRIBUTING.md shows how."
      }
    >
      <Button variant="outline" onClick={onClear}>
        {hasChips ? "Clear the filters" : "Show the whole catalog"}
      </Button>
    </Empty>
  );
}
