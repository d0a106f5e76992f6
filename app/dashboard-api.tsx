import { dehydrate, type FetchQueryOptions, HydrationBoundary, type QueryKey } from "@tanstack/react-query";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { notFound } from "next/navigation";
import { cache, type ReactNode } from "react";
import { currentUser } from "@/app/session";
import { createQueryClient } from "@/components/shared/query-client";
import { resolveEnvironment } from "@/server/environments/list";
import { appRouter } from "@/server/trpc/router";

/** The dashboard's API on the server, for one environment. All components of a request share it. */
export const dashboardApi = cache(async (env: string) => {
  const user = await currentUser();
  if (!user || !(await resolveEnvironment(user.id, env))) notFound();
  const queryClient = createQueryClient();
  const ctx = { userId: user.id, environmentName: env };
  return { queryClient, trpc: createTRPCOptionsProxy({ ctx, router: appRouter, queryClient }) };
});

/** Starts a query on the server, so that the client component doesn't have to. The client component shows failures. */
export async function prefetch<TData, TError, TKey extends QueryKey>(
  env: string,
  options: FetchQueryOptions<TData, TError, TData, TKey>,
): Promise<void> {
  const { queryClient } = await dashboardApi(env);
  void queryClient.prefetchQuery(options);
}

/** Passes prefetched data to the client components inside. */
export async function HydrateClient({ env, children }: { env: string; children: ReactNode }) {
  const { queryClient } = await dashboardApi(env);
  return <HydrationBoundary state={dehydrate(queryClient)}>{children}</HydrationBoundary>;
}
