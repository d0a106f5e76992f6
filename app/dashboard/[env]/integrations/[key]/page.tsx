import type { Metadata } from "next";
import { dashboardApi, HydrateClient, prefetch } from "@/app/dashboard-api";
import { FormSkeleton } from "@/components/dashboard/form-skeleton";
import { IntegrationPage } from "@/components/integrations/integration-page";
import { QueryBoundary } from "@/components/shared/query-boundary";
import { decodeSegment, orNotFound } from "../../../or-not-found";

interface Props {
  params: Promise<{ env: string; key: string }>;
}

async function readIntegration({ params }: Props) {
  const { env, key } = await params;
  const { trpc, queryClient } = await dashboardApi(env);
  const query = trpc.integrations.get.queryOptions({ uniqueKey: decodeSegment(key) });
  return orNotFound(queryClient.fetchQuery({ ...query, retry: false }));
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await readIntegration(props)).displayName };
}

export default async function IntegrationDetailPage(props: Props) {
  const { env } = await props.params;
  const { uniqueKey, provider } = await readIntegration(props);
  const { trpc } = await dashboardApi(env);
  await Promise.all([
    prefetch(env, trpc.providers.get.queryOptions({ slug: provider })),
    prefetch(env, trpc.environment.get.queryOptions()),
  ]);
  return (
    <HydrateClient env={env}>
      <QueryBoundary fallback={<FormSkeleton />}>
        <IntegrationPage env={env} uniqueKey={uniqueKey} />
      </QueryBoundary>
    </HydrateClient>
  );
}
