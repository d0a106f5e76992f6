import type { Metadata } from "next";
import { dashboardApi, HydrateClient, prefetch } from "@/app/dashboard-api";
import { FormSkeleton } from "@/components/dashboard/form-skeleton";
import { EnvironmentSettings } from "@/components/settings/environment-settings";
import { PageHeader } from "@/components/shared/page-header";
import { QueryBoundary } from "@/components/shared/query-boundary";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage({ params }: { params: Promise<{ env: string }> }) {
  const { env } = await params;
  const { trpc } = await dashboardApi(env);
  await prefetch(env, trpc.environment.get.queryOptions());
  return (
    <HydrateClient env={env}>
      <PageHeader title="Settings" description={`Settings of the ${env} environment.`} />
      <QueryBoundary fallback={<FormSkeleton />}>
        <EnvironmentSettings />
      </QueryBoundary>
    </HydrateClient>
  );
}
