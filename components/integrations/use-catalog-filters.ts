"use client";
import { useSearchParams } from "next/navigation";
import type { CatalogFilters } from "./search-providers";

const NAMES = ["q", "category", "scheme"] as const;

/** The picker's filters, kept in the URL so that a reload or a shared link shows the same results. */
export function useCatalogFilters(): [CatalogFilters, (change: Partial<CatalogFilters>) => void] {
  const params = useSearchParams();
  const filters: CatalogFilters = {
    q: params.get("q") ?? "",
    category: params.get("category") ?? "",
    scheme: params.get("scheme") ?? "",
  };
  function change(next: Partial<CatalogFilters>) {
    const merged = { ...filters, ...next };
    const query = new URLSearchParams(NAMES.filter((name) => merged[name] !== "").map((name) => [name, merged[name]]));
    window.history.replaceState(null, "", query.size > 0 ? `?${query}` : window.location.pathname);
  }
  return [filters, change];
}
