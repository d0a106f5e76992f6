"use client";

import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchStreamLink } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { type ReactNode, useState } from "react";
import superjson from "superjson";
import { createQueryClient } from "@/components/shared/query-client";
import type { AppRouter } from "@/server/trpc/router";
import { ENVIRONMENT_HEADER } from "@/wire/auth";

const { TRPCProvider: ContextProvider, useTRPC } = createTRPCContext<AppRouter>();

export { useTRPC };

/** One cache per environment for the lifetime of the tab, so that data from `dev` never appears in `prod`. */
const browserClients = new Map<string, QueryClient>();

function queryClientOf(env: string): QueryClient {
  if (typeof window === "undefined") return createQueryClient();
  const known = browserClients.get(env) ?? createQueryClient();
  browserClients.set(env, known);
  return known;
}

function trpcClientOf(env: string) {
  const headers = { [ENVIRONMENT_HEADER]: env };
  return createTRPCClient<AppRouter>({
    links: [httpBatchStreamLink({ url: "/api/trpc", transformer: superjson, headers })],
  });
}

/** Provides the dashboard's API for one environment. Set `key={env}` on it. */
export function TRPCProvider({ env, children }: { env: string; children: ReactNode }) {
  const [queryClient] = useState(() => queryClientOf(env));
  const [trpcClient] = useState(() => trpcClientOf(env));
  return (
    <QueryClientProvider client={queryClient}>
      <ContextProvider trpcClient={trpcClient} queryClient={queryClient}>
        {children}
      </ContextProvider>
    </QueryClientProvider>
  );
}
