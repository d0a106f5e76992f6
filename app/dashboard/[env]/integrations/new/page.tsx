import type { Metadata } from "next";
import { dashboardApi, HydrateClient, prefetch } from "@/app/dashboard-api";
import { CatalogPicker } from "@/components/integrations/catalog-picker";
import { CatalogSkeleton } from "@/components/integrations/catalog-skeleton";
import { PageHeader } from "@/components/shared/page-header";
import { QueryBoundary } from "@/components/shared/query-boundary";

export const metadata: Metadata = { title: "Add an integration" };

export default async function NewIntegrationPage({ params }: { params: Promise<{ env: string }> }) {
  const { env } = await params;
  const { trpc } = await dashboardApi(env);
  await prefetch(env, trpc.providers.list.queryOptions());
  return (
    <HydrateClient env={env}>
      <PageHeader title="Add an integration" description="Which API should your users connect?" />
      <QueryBoundary fallback={<CatalogSkeleton />}>
        <CatalogPicker env={env} />
      </QueryBoundary>
    </HydrateClient>
  );
}
