import { infiniteQueryOptions } from "@tanstack/react-query";
import type { useTRPC } from "@/components/shared/trpc";
import { type ConnectionFilters, nextPage, toQuery } from "./filters";

/**
 * The list as pages by cursor, the same on the server and in the browser. tRPC's own infinite options send a
 * `direction` along, which the strict schema of the call refuses.
 */
export function connectionListOptions({ connections }: ReturnType<typeof useTRPC>, filters: ConnectionFilters) {
  const query = toQuery(filters);
  return infiniteQueryOptions({
    queryKey: connections.list.infiniteQueryKey(query),
    queryFn: ({ pageParam, client }) =>
      client.fetchQuery({
        ...connections.list.queryOptions({ ...query, ...(pageParam && { cursor: pageParam }) }),
        staleTime: 0,
        gcTime: 0, // the pages are kept once, by the list itself
      }),
    initialPageParam: "",
    ...nextPage,
  });
}
