import { CalendarClock } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { dashboardApi, HydrateClient, prefetch } from "@/app/dashboard-api";
import { ConnectionActions } from "@/components/connections/connection-actions";
import { ConnectionFilterBar } from "@/components/connections/connection-filter-bar";
import { ConnectionTable } from "@/components/connections/connection-table";
import { readFilters } from "@/components/connections/filters";
import { connectionListOptions } from "@/components/connections/list-options";
import { PageHeader } from "@/components/shared/page-header";
import { QueryBoundary } from "@/components/shared/query-boundary";
import { TableSkeleton } from "@/components/shared/table-skeleton";
import { Button } from "@/components/ui/button";

export const metadata: Metadata = { title: "Connections" };

interface Props {
  params: Promise<{ env: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ConnectionsPage({ params, searchParams }: Props) {
  const { env } = await params;
  const query = await searchParams;
  const filters = readFilters((name) => [query[name]].flat()[0]);
  const { trpc, queryClient } = await dashboardApi(env);
  void queryClient.prefetchInfiniteQuery(connectionListOptions(trpc, filters));
  await prefetch(env, trpc.integrations.list.queryOptions());
  return (
    <HydrateClient env={env}>
      <PageHeader
        title="Connections"
        description="The accounts your users connected, newest first."
        actions={
          <>
            <Button asChild variant="outline">
              <Link href={`/dashboard/${env}/connections/calendar`}>
                <CalendarClock aria-hidden /> Expiring soon
              </Link>
            </Button>
            <ConnectionActions env={env} />
          </>
        }
      />
      <ConnectionFilterBar />
      <QueryBoundary fallback={<TableSkeleton />}>
        <ConnectionTable env={env} />
      </QueryBoundary>
    </HydrateClient>
  );
}
