import { QueryClient, queryOptions } from "@tanstack/react-query";
import type { ConnectApi } from "./api";
import { ApiError } from "./api-error";

/** A query client that never refetches, because a page load is one session. It retries only an unreachable server. */
export function createConnectQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        networkMode: "always",
        retry: (failures, error) => failures < 1 && codeOf(error) === "unreachable",
        retryDelay: 600,
      },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}

export const sessionQuery = (api: ConnectApi) =>
  queryOptions({ queryKey: ["connect", "session"], queryFn: () => api.session() });

export const integrationsQuery = (api: ConnectApi) =>
  queryOptions({ queryKey: ["connect", "integrations"], queryFn: () => api.integrations() });

export const providerQuery = (api: ConnectApi, slug: string) =>
  queryOptions({ queryKey: ["connect", "provider", slug], queryFn: () => api.provider(slug) });

/** Returns the error code of a failed query, or `unknown` for an error that isn't from the API. */
export function codeOf(error: unknown): string {
  return error instanceof ApiError ? error.code : "unknown";
}
