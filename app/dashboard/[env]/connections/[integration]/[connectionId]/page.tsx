import type { Metadata } from "next";
import { dashboardApi, HydrateClient, prefetch } from "@/app/dashboard-api";
import { ConnectionPage } from "@/components/connections/connection-page";
import { FormSkeleton } from "@/components/dashboard/form-skeleton";
import { QueryBoundary } from "@/components/shared/query-boundary";
import { decodeSegment, orNotFound } from "../../../../or-not-found";

interface Props {
  params: Promise<{ env: string; integration: string; connectionId: string }>;
}

async function readRef({ params }: Props) {
  const { env, integration, connectionId } = await params;
  return {
    env,
    connection: { providerConfigKey: decodeSegment(integration), connectionId: decodeSegment(connectionId) },
  };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await readRef(props)).connection.connectionId };
}

export default async function ConnectionDetailPage(props: Props) {
  const { env, connection } = await readRef(props);
  const { trpc, queryClient } = await dashboardApi(env);
  await orNotFound(queryClient.fetchQuery({ ...trpc.connections.get.queryOptions(connection), retry: false }));
  await Promise.all([
    prefetch(env, trpc.connections.timeline.queryOptions(connection)),
    prefetch(env, trpc.environment.get.queryOptions()),
  ]);
  return (
    <HydrateClient env={env}>
      <QueryBoundary fallback={<FormSkeleton />}>
        <ConnectionPage env={env} connection={connection} />
      </QueryBoundary>
    </HydrateClient>
  );
}
