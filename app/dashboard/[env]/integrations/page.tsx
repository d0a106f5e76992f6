import { Plus } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { dashboardApi, HydrateClient, prefetch } from "@/app/dashboard-api";
import { IntegrationList } from "@/components/integrations/integration-list";
import { PageHeader } from "@/components/shared/page-header";
import { QueryBoundary } from "@/components/shared/query-boundary";
import { TableSkeleton } from "@/components/shared/table-skeleton";
import { Button } from "@/components/ui/button";

export const metadata: Metadata = { title: "Integrations" };

export default async function IntegrationsPage({ params }: { params: Promise<{ env: string }> }) {
  const { env } = await params;
  const { trpc } = await dashboardApi(env);
  await prefetch(env, trpc.integrations.list.queryOptions());
  return (
    <HydrateClient env={env}>
      <PageHeader
        title="Integrations"
        description="The APIs your users can connect. Each integration is a provider with your own settings."
        actions={
          <Button asChild>
            <Link href={`/dashboard/${env}/integrations/new`}>
              <Plus aria-hidden /> Add integration
            </Link>
          </Button>
        }
      />
      <QueryBoundary fallback={<TableSkeleton />}>
        <IntegrationList env={env} />
      </QueryBoundary>
    </HydrateClient>
  );
}
