import { type ConnectionList, HealthState, type ListConnectionsQuery } from "@/wire/connections";

/** Filters of the list as the address bar holds them. Empty texts filter nothing. */
export interface ConnectionFilters {
  search: string;
  integration: string;
  health: HealthState | "";
}

const PAGE_SIZE = 50;

/** Reads the filters from an address; what it does not know it ignores. */
export function readFilters(read: (name: string) => string | null | undefined): ConnectionFilters {
  const health = HealthState.safeParse(read("health"));
  return {
    search: (read("search") ?? "").slice(0, 255),
    integration: read("integration") ?? "",
    health: health.success ? health.data : "",
  };
}

/** Writes the filters into a query string, `?` included. Empty: nothing is filtered. */
export function writeFilters(filters: ConnectionFilters): string {
  const set = Object.entries(filters).filter(([, value]) => value !== "");
  return set.length === 0 ? "" : `?${new URLSearchParams(set)}`;
}

/** The question to the server. */
export function toQuery(filters: ConnectionFilters): ListConnectionsQuery {
  const search = filters.search.trim();
  return {
    limit: PAGE_SIZE,
    ...(search && { search }),
    ...(filters.integration && { integrationId: filters.integration }),
    ...(filters.health && { health: filters.health }),
  };
}

/** Whether any filter is set. */
export function isFiltered(filters: ConnectionFilters): boolean {
  return Object.values(filters).some((value) => value.trim() !== "");
}

/** Reads where the next page of the list begins. */
export const nextPage = {
  getNextPageParam: (page: ConnectionList) => page.next_cursor ?? undefined,
};
