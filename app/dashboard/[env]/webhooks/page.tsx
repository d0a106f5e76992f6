import type { Metadata } from "next";
import { dashboardApi, HydrateClient, prefetch } from "@/app/dashboard-api";
import { FormSkeleton } from "@/components/dashboard/form-skeleton";
import { PageHeader } from "@/components/shared/page-header";
import { QueryBoundary } from "@/components/shared/query-boundary";
import { TableSkeleton } from "@/components/shared/table-skeleton";
import { DeliveryList } from "@/components/webhooks/delivery-list";
import { SigningKeyCard } from "@/components/webhooks/signing-key-card";
import { WebhookSettingsForm } from "@/components/webhooks/webhook-settings-form";

export const metadata: Metadata = { title: "Webhooks" };

export default async function WebhooksPage({ params }: { params: Promise<{ env: string }> }) {
  const { env } = await params;
  const { trpc } = await dashboardApi(env);
  await Promise.all([
    prefetch(env, trpc.webhooks.settings.queryOptions()),
    prefetch(env, trpc.webhooks.deliveries.queryOptions()),
  ]);
  return (
    <HydrateClient env={env}>
      <PageHeader
        title="Webhooks"
        description="Keyhold notifies your backend when a connection is created or stops working."
      />
      <div className="grid gap-8">
        <QueryBoundary fallback={<FormSkeleton />}>
          <WebhookSettingsForm />
        </QueryBoundary>
        <SigningKeyCard />
        <QueryBoundary fallback={<TableSkeleton />}>
          <DeliveryList />
        </QueryBoundary>
      </div>
    </HydrateClient>
  );
}
