import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { Copied } from "@/components/dashboard/copied";
import { HealthBadge } from "@/components/dashboard/health-badge";
import { integrationPath } from "@/components/dashboard/paths";
import { ProviderLogo } from "@/components/shared/provider-logo";
import type { ConnectionDetail } from "@/wire/connection-details";
import { endUserLabel } from "./end-user-label";

/** The head of a connection's page: end user, provider and health. */
export function ConnectionHeader({ env, detail }: { env: string; detail: ConnectionDetail }) {
  const { connection_id, provider_config_key, provider, provider_name, end_user, health } = detail;
  const { title } = endUserLabel(end_user);
  return (
    <header className="grid gap-4">
      <Link
        href={`/dashboard/${env}/connections`}
        className="inline-flex items-center gap-1 justify-self-start text-muted-foreground text-sm hover:text-foreground"
      >
        <ArrowLeft aria-hidden className="size-4" /> Connections
      </Link>
      <div className="flex min-w-0 items-center gap-3">
        <ProviderLogo slug={provider} name={provider_name} size="lg" />
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="min-w-0 break-words font-semibold text-2xl">{title}</h1>
            <HealthBadge state={health.state} />
          </div>
          <div className="flex flex-wrap items-center gap-x-1 text-muted-foreground text-sm">
            <Link href={integrationPath(env, provider_config_key)} className="underline-offset-4 hover:underline">
              {provider_name}
            </Link>
            <span aria-hidden className="max-sm:hidden">
              ·
            </span>
            <Copied value={connection_id} label="Copy connection ID" />
          </div>
        </div>
      </div>
    </header>
  );
}
