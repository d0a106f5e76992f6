"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { ProviderLogo } from "@/components/shared/provider-logo";
import { useTRPC } from "@/components/shared/trpc";
import { Badge } from "@/components/ui/badge";
import { schemeLabel } from "@/wire/schemes";
import { CreateIntegrationForm } from "./create-integration-form";
import { RegisterAppGuide } from "./register-app-guide";

interface Props {
  env: string;
  slug: string;
  /** The redirect URI of the new integration, created in advance so that the app can be registered first. */
  callback: { id: string; url: string };
}

/** The page to add an integration: the form, and what to do at the provider. */
export function CreateIntegration({ env, slug, callback }: Props) {
  const trpc = useTRPC();
  const { data: provider } = useSuspenseQuery(trpc.providers.get.queryOptions({ slug }));
  const { data: integrations } = useSuspenseQuery(trpc.integrations.list.queryOptions());
  const takenKeys = integrations.map(({ uniqueKey }) => uniqueKey);
  const siblings = integrations.filter((other) => other.provider === slug).map(({ uniqueKey }) => uniqueKey);
  return (
    <div className="grid gap-6">
      <header className="grid gap-4">
        <Link
          href={`/dashboard/${env}/integrations/new`}
          className="inline-flex items-center gap-1 justify-self-start text-sm text-muted-foreground hover:text-foreground"
        >
          <ArrowLeft aria-hidden className="size-4" /> All providers
        </Link>
        <div className="flex flex-wrap items-center gap-3">
          <ProviderLogo slug={slug} name={provider.name} size="lg" />
          <h1 className="text-2xl font-semibold tracking-tight">Add {provider.name}</h1>
          <Badge variant="outline">{schemeLabel(provider.scheme)}</Badge>
        </div>
        {provider.description && <p className="max-w-prose text-muted-foreground">{provider.description}</p>}
      </header>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <CreateIntegrationForm
          env={env}
          provider={provider}
          callback={callback}
          takenKeys={takenKeys}
          siblings={siblings}
        />
        <RegisterAppGuide provider={provider} />
      </div>
    </div>
  );
}
