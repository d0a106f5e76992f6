import Link from "next/link";
import { HealthBadge } from "@/components/dashboard/health-badge";
import { connectionPath } from "@/components/dashboard/paths";
import { ProviderLogo } from "@/components/shared/provider-logo";
import type { ConnectionItem } from "@/wire/connections";
import { endUserLabel } from "./end-user-label";
import { Expiry } from "./expiry";
import { ReconnectButton } from "./reconnect-button";

/** One connection that expires or needs a reconnect: the end user, when, why, and a reconnect link. */
export function ExpiringRow({ env, connection }: { env: string; connection: ConnectionItem }) {
  const {
    connection_id: connectionId,
    provider_config_key: providerConfigKey,
    provider,
    end_user,
    health,
  } = connection;
  const ref = { connectionId, providerConfigKey };
  const { title } = endUserLabel(end_user);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b px-5 py-3 text-sm last:border-0">
      <ProviderLogo slug={provider} name={providerConfigKey} size="sm" />
      <div className="grid min-w-0 flex-1 basis-64 gap-0.5">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Link href={connectionPath(env, ref)} prefetch={false} className="truncate font-medium hover:underline">
            {title}
          </Link>
          <HealthBadge state={health.state} />
        </span>
        <span className="text-muted-foreground">
          {providerConfigKey}
          {health.ends_at && (
            <>
              {" "}
              · <Expiry date={health.ends_at} />
            </>
          )}
        </span>
        <span className="break-words text-muted-foreground">{health.reason ?? health.ends_because}</span>
      </div>
      <ReconnectButton connection={ref} isMain={false} />
    </li>
  );
}
