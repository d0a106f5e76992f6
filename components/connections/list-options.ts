import { infiniteQueryOptions } from "@tanstack/react-query";
import type { useTRPC } from "@/components/shared/trpc";
import { type ConnectionFilters, nextPage, toQuery } from "./filters";

/**
 * Query options for the paginated list, the same on the server and in the browser. tRPC's own infinite options also send a
 * `direction`, which the strict input schema rejects.
 */
export function connectionListOptions({ connections }: ReturnType<typeof useTRPC>, filters: ConnectionFilters) {
  const query = toQuery(filters);
  return infiniteQueryOptions({
    queryKey: connections.list.infiniteQueryKey(query),
    queryFn: ({ pageParam, client }) =>
      client.fetchQuery({
        ...connections.list.queryOptions({ ...query, ...(pageParam && { cursor: pageParam }) }),
        staleTime: 0,
        gcTime: 0, // the infinite query caches the pages
      }),
    initialPageParam: "",
    ...nextPage,
  });
}
