import type { Metadata } from "next";
import { dashboardApi, HydrateClient, prefetch } from "@/app/dashboard-api";
import { ExpiringSoon } from "@/components/connections/expiring-soon";
import { PageHeader } from "@/components/shared/page-header";
import { QueryBoundary } from "@/components/shared/query-boundary";
import { TableSkeleton } from "@/components/shared/table-skeleton";

export const metadata: Metadata = { title: "Expiring soon" };

export default async function CalendarPage({ params }: { params: Promise<{ env: string }> }) {
  const { env } = await params;
  const { trpc } = await dashboardApi(env);
  await prefetch(env, trpc.connections.calendar.queryOptions({ days: 30 }));
  return (
    <HydrateClient env={env}>
      <PageHeader
        back={{ href: `/dashboard/${env}/connections`, label: "Connections" }}
        title="Expiring soon"
        description="Connections that expire in the next 30 days unless the end user reconnects, and connections that already need a reconnect."
      />
      <QueryBoundary fallback={<TableSkeleton />}>
        <ExpiringSoon env={env} />
      </QueryBoundary>
    </HydrateClient>
  );
}
