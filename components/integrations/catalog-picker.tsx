"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useRef, useState } from "react";
import { useTRPC } from "@/components/shared/trpc";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { CatalogCard } from "./catalog-card";
import { CatalogChips } from "./catalog-chips";
import { gridStep } from "./grid-step";
import { NoProvider } from "./no-provider";
import { countChips, searchProviders } from "./search-providers";
import { useCatalogFilters } from "./use-catalog-filters";

const PAGE_SIZE = 60;

/** Picks a provider from the catalog by search, filter chips or arrow keys. */
export function CatalogPicker({ env }: { env: string }) {
  const { data: catalog } = useSuspenseQuery(useTRPC().providers.list.queryOptions());
  const [filters, change] = useCatalogFilters();
  const [shown, setShown] = useState(PAGE_SIZE);
  const grid = useRef<HTMLUListElement>(null);
  const router = useRouter();
  const found = searchProviders(catalog, filters);
  const visible = found.slice(0, shown);
  const hrefOf = (slug: string) => `/dashboard/${env}/integrations/new/${slug}`;

  function onSearchKey(event: KeyboardEvent) {
    const [first] = found;
    if (event.key === "Enter" && first) router.push(hrefOf(first.slug));
    if (event.key === "ArrowDown") {
      event.preventDefault();
      grid.current?.querySelector("a")?.focus();
    }
  }

  return (
    <div className="grid grid-cols-1 gap-5">
      <div className="relative max-w-xl">
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted-foreground"
        />
        <Input
          type="search"
          autoFocus
          aria-label="Search the catalog"
          placeholder="Search by name, category or scheme"
          className="pl-9"
          value={filters.q}
          onChange={(event) => change({ q: event.target.value })}
          onKeyDown={onSearchKey}
        />
      </div>
      <CatalogChips filters={filters} counts={countChips(catalog, filters)} onChange={change} />
      <p role="status" className="text-sm text-muted-foreground tabular-nums">
        {found.length === 1 ? "1 provider" : `${found.length.toLocaleString("en")} providers`}
      </p>
      {found.length === 0 ? (
        <NoProvider filters={filters} onClear={() => change({ q: "", category: "", scheme: "" })} />
      ) : (
        <ul ref={grid} onKeyDown={gridStep} className="grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-3">
          {visible.map((entry) => (
            <CatalogCard key={entry.slug} entry={entry} href={hrefOf(entry.slug)} />
          ))}
        </ul>
      )}
      {found.length > visible.length && (
        <Button variant="outline" className="justify-self-center" onClick={() => setShown(shown + PAGE_SIZE)}>
          Show more
        </Button>
      )}
    </div>
  );
}
