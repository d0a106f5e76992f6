import { type ConnectionList, HealthState, type ListConnectionsQuery } from "@/wire/connections";

/** The filters of the list, as in the URL. Empty strings filter nothing. */
export interface ConnectionFilters {
  search: string;
  integration: string;
  health: HealthState | "";
}

const PAGE_SIZE = 50;

/** Reads the filters from a URL. Ignores unknown values. */
export function readFilters(read: (name: string) => string | null | undefined): ConnectionFilters {
  const health = HealthState.safeParse(read("health"));
  return {
    search: (read("search") ?? "").slice(0, 255),
    integration: read("integration") ?? "",
    health: health.success ? health.data : "",
  };
}

/** Writes the filters as a query string, including `?`. Empty if nothing is filtered. */
export function writeFilters(filters: ConnectionFilters): string {
  const set = Object.entries(filters).filter(([, value]) => value !== "");
  return set.length === 0 ? "" : `?${new URLSearchParams(set)}`;
}

/** Converts the filters to the input of the list call. */
export function toQuery(filters: ConnectionFilters): ListConnectionsQuery {
  const search = filters.search.trim();
  return {
    limit: PAGE_SIZE,
    ...(search && { search }),
    ...(filters.integration && { integrationId: filters.integration }),
    ...(filters.health && { health: filters.health }),
  };
}

/** Returns whether any filter is set. */
export function isFiltered(filters: ConnectionFilters): boolean {
  return Object.values(filters).some((value) => value.trim() !== "");
}

/** Reads the cursor of the next page. */
export const nextPage = {
  getNextPageParam: (page: ConnectionList) => page.next_cursor ?? undefined,
};
