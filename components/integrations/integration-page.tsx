"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { connectionsOfPath } from "@/components/dashboard/paths";
import { SnippetTabs } from "@/components/dashboard/snippet-tabs";
import { createSessionSnippet } from "@/components/dashboard/snippets";
import { TestConnectionButton } from "@/components/dashboard/test-connection-button";
import { CopyButton } from "@/components/shared/copy-button";
import { ProviderLogo } from "@/components/shared/provider-logo";
import { useTRPC } from "@/components/shared/trpc";
import { Badge } from "@/components/ui/badge";
import type { IntegrationDetail } from "@/wire/integrations";
import { schemeLabel } from "@/wire/schemes";
import { DeleteIntegration } from "./delete-integration";
import { EditIntegrationForm } from "./edit-integration-form";
import { TestMode } from "./test-mode";

/** The page of one integration: settings, code and deletion. */
export function IntegrationPage({ env, uniqueKey }: { env: string; uniqueKey: string }) {
  const trpc = useTRPC();
  const { data: integration } = useSuspenseQuery(trpc.integrations.get.queryOptions({ uniqueKey }));
  const { data: provider } = useSuspenseQuery(trpc.providers.get.queryOptions({ slug: integration.provider }));
  const { data: environment } = useSuspenseQuery(trpc.environment.get.queryOptions());
  return (
    <div className="grid gap-6">
      <IntegrationHeader env={env} integration={integration} />
      <div className="grid items-start gap-6 xl:grid-cols-2">
        <div className="grid min-w-0 gap-6">
          <EditIntegrationForm env={env} integration={integration} provider={provider} />
          {provider.hasTestMode && <TestMode integration={integration} />}
        </div>
        <section className="grid min-w-0 gap-4 rounded-lg border bg-card p-5">
          <div className="grid gap-1">
            <h2 className="font-medium">Let a user connect</h2>
            <p className="text-sm text-muted-foreground">
              Your backend creates a connect session for the signed-in user of your product and sends them to its link.
            </p>
          </div>
          <SnippetTabs
            env={env}
            host={environment.publicUrl}
            write={(target) => createSessionSnippet(target, { integrationKey: uniqueKey, endUserId: "your-user-id" })}
          />
        </section>
      </div>
      <DeleteIntegration env={env} integration={integration} />
    </div>
  );
}

function IntegrationHeader({ env, integration }: { env: string; integration: IntegrationDetail }) {
  const { uniqueKey, provider, displayName, scheme, connectionCount } = integration;
  return (
    <header className="grid gap-4">
      <Link
        href={`/dashboard/${env}/integrations`}
        className="inline-flex items-center gap-1 justify-self-start text-sm text-muted-foreground hover:text-foreground"
      >
        <ArrowLeft aria-hidden className="size-4" /> Integrations
      </Link>
      <div className="flex flex-wrap items-center justify-between gap-4">
        <div className="flex min-w-0 items-center gap-3">
          <ProviderLogo slug={provider} name={displayName} size="lg" />
          <div className="min-w-0">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <h1 className="text-2xl font-semibold tracking-tight">{displayName}</h1>
              <Badge variant="outline">{schemeLabel(scheme)}</Badge>
            </div>
            <div className="flex flex-wrap items-center gap-1 text-sm text-muted-foreground">
              <code className="font-mono text-xs">{uniqueKey}</code>
              <CopyButton value={uniqueKey} label="Copy key" />
              <span aria-hidden>·</span>
              <Link
                href={connectionsOfPath(env, uniqueKey)}
                className="tabular-nums underline-offset-4 hover:underline"
              >
                {connectionCount === 1 ? "1 connection" : `${connectionCount.toLocaleString("en")} connections`}
              </Link>
            </div>
          </div>
        </div>
        <TestConnectionButton integrationKey={uniqueKey} />
      </div>
    </header>
  );
}
