import type { Metadata } from "next";
import { dashboardApi, HydrateClient, prefetch } from "@/app/dashboard-api";
import { FormSkeleton } from "@/components/dashboard/form-skeleton";
import { CreateIntegration } from "@/components/integrations/create-integration";
import { QueryBoundary } from "@/components/shared/query-boundary";
import { env as settings } from "@/server/core/env";
import { newId } from "@/server/core/ids";
import { callbackPath } from "@/wire/endpoints";
import { orNotFound } from "../../../../or-not-found";

interface Props {
  params: Promise<{ env: string; slug: string }>;
}

async function readProvider({ params }: Props) {
  const { env, slug } = await params;
  const { trpc, queryClient } = await dashboardApi(env);
  return orNotFound(queryClient.fetchQuery({ ...trpc.providers.get.queryOptions({ slug }), retry: false }));
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: `Add ${(await readProvider(props)).name}` };
}

export default async function NewIntegrationPage(props: Props) {
  const { env, slug } = await props.params;
  await readProvider(props);
  const { trpc } = await dashboardApi(env);
  await prefetch(env, trpc.integrations.list.queryOptions());
  const callbackId = newId("cb"); // needed before the integration exists, to register the app
  return (
    <HydrateClient env={env}>
      <QueryBoundary fallback={<FormSkeleton />}>
        <CreateIntegration
          env={env}
          slug={slug}
          callback={{ id: callbackId, url: settings().KEYHOLD_PUBLIC_URL + callbackPath(callbackId) }}
        />
      </QueryBoundary>
    </HydrateClient>
  );
}
