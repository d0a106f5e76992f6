"use client";
import { useSearchParams } from "next/navigation";
import { type ConnectionFilters, readFilters, writeFilters } from "./filters";

/** The list's filters, kept in the URL so that a reload or a shared link shows the same list. */
export function useConnectionFilters(): [ConnectionFilters, (change: Partial<ConnectionFilters>) => void] {
  const params = useSearchParams();
  const filters = readFilters((name) => params.get(name));
  function change(next: Partial<ConnectionFilters>) {
    const query = writeFilters({ ...filters, ...next });
    window.history.replaceState(null, "", query || window.location.pathname);
  }
  return [filters, change];
}

/** No filters. */
export const NO_FILTERS: ConnectionFilters = { search: "", integration: "", health: "" };
