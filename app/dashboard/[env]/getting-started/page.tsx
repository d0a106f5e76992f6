import type { Metadata } from "next";
import { dashboardApi, HydrateClient, prefetch } from "@/app/dashboard-api";
import { GettingStarted } from "@/components/getting-started/getting-started";
import { GettingStartedSkeleton } from "@/components/getting-started/getting-started-skeleton";
import { PageHeader } from "@/components/shared/page-header";
import { QueryBoundary } from "@/components/shared/query-boundary";

export const metadata: Metadata = { title: "Getting started" };

export default async function GettingStartedPage({ params }: { params: Promise<{ env: string }> }) {
  const { env } = await params;
  const { trpc } = await dashboardApi(env);
  await prefetch(env, trpc.gettingStarted.read.queryOptions());
  return (
    <HydrateClient env={env}>
      <PageHeader
        title="Getting started"
        description="From an empty environment to valid credentials in four steps. Each step is checked off automatically."
      />
      <QueryBoundary fallback={<GettingStartedSkeleton />}>
        <GettingStarted env={env} />
      </QueryBoundary>
    </HydrateClient>
  );
}
