"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Plus, Puzzle } from "lucide-react";
import Link from "next/link";
import { connectionsOfPath, integrationPath } from "@/components/dashboard/paths";
import { CopyButton } from "@/components/shared/copy-button";
import { Empty } from "@/components/shared/empty";
import { ProviderLogo } from "@/components/shared/provider-logo";
import { RelativeTime } from "@/components/shared/relative-time";
import { useTRPC } from "@/components/shared/trpc";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { IntegrationDetail } from "@/wire/integrations";
import { schemeLabel } from "@/wire/schemes";

/** The environment's integrations. */
export function IntegrationList({ env }: { env: string }) {
  const { data } = useSuspenseQuery(useTRPC().integrations.list.queryOptions());
  if (data.length === 0) return <NoIntegrations env={env} />;
  return (
    <Table>
      <TableHeader>
        <TableRow>
          <TableHead>Integration</TableHead>
          <TableHead className="hidden md:table-cell">Key</TableHead>
          <TableHead className="hidden sm:table-cell">Scheme</TableHead>
          <TableHead className="text-right">Connections</TableHead>
          <TableHead className="hidden text-right lg:table-cell">Added</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {data.map((integration) => (
          <IntegrationRow key={integration.uniqueKey} env={env} integration={integration} />
        ))}
      </TableBody>
    </Table>
  );
}

function IntegrationRow({ env, integration }: { env: string; integration: IntegrationDetail }) {
  const { uniqueKey, provider, displayName, scheme, connectionCount, createdAt } = integration;
  return (
    <TableRow className="relative">
      <TableCell>
        <div className="flex min-w-0 items-center gap-3">
          <ProviderLogo slug={provider} name={displayName} />
          <div className="min-w-0">
            <Link
              href={integrationPath(env, uniqueKey)}
              className="font-medium outline-none after:absolute after:inset-0 focus-visible:underline"
            >
              {displayName}
            </Link>
            <div className="truncate font-mono text-xs text-muted-foreground md:hidden">{uniqueKey}</div>
          </div>
        </div>
      </TableCell>
      <TableCell className="hidden md:table-cell">
        <span className="flex items-center gap-1">
          <code className="truncate font-mono text-xs">{uniqueKey}</code>
          <CopyButton value={uniqueKey} label={`Copy key ${uniqueKey}`} className="relative z-10" />
        </span>
      </TableCell>
      <TableCell className="hidden sm:table-cell">
        <Badge variant="outline">{schemeLabel(scheme)}</Badge>
      </TableCell>
      <TableCell className="text-right tabular-nums">
        <Link href={connectionsOfPath(env, uniqueKey)} className="relative z-10 rounded px-2 py-1 hover:underline">
          {connectionCount.toLocaleString("en")}
        </Link>
      </TableCell>
      <TableCell className="hidden text-right text-muted-foreground lg:table-cell">
        <RelativeTime date={createdAt} />
      </TableCell>
    </TableRow>
  );
}

function NoIntegrations({ env }: { env: string }) {
  return (
    <Empty
      icon={Puzzle}
      title="No integrations yet"
      hint="Choose a provider from the catalog, or try the provider lab first."
    >
      <Button asChild>
        <Link href={`/dashboard/${env}/integrations/new`}>
          <Plus aria-hidden /> Add integration
        </Link>
      </Button>
      <Button asChild variant="outline">
        <Link href={`/dashboard/${env}/getting-started`}>Try the lab</Link>
      </Button>
    </Empty>
  );
}
