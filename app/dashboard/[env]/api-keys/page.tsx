import type { Metadata } from "next";
import { dashboardApi, HydrateClient, prefetch } from "@/app/dashboard-api";
import { ApiKeyList } from "@/components/api-keys/api-key-list";
import { CreateApiKeyDialog } from "@/components/api-keys/create-api-key-dialog";
import { PageHeader } from "@/components/shared/page-header";
import { QueryBoundary } from "@/components/shared/query-boundary";
import { TableSkeleton } from "@/components/shared/table-skeleton";

export const metadata: Metadata = { title: "API keys" };

export default async function ApiKeysPage({ params }: { params: Promise<{ env: string }> }) {
  const { env } = await params;
  const { trpc } = await dashboardApi(env);
  await prefetch(env, trpc.apiKeys.list.queryOptions());
  return (
    <HydrateClient env={env}>
      <PageHeader
        title="API keys"
        description={`Your backend uses these keys to call the Keyhold API in ${env}. Create one key per service, with only the scopes it needs.`}
        actions={<CreateApiKeyDialog />}
      />
      <QueryBoundary fallback={<TableSkeleton />}>
        <ApiKeyList />
      </QueryBoundary>
    </HydrateClient>
  );
}
