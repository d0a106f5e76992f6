import Link from "next/link";
import { HealthBadge } from "@/components/dashboard/health-badge";
import { connectionPath } from "@/components/dashboard/paths";
import { CopyButton } from "@/components/shared/copy-button";
import { ProviderLogo } from "@/components/shared/provider-logo";
import { RelativeTime } from "@/components/shared/relative-time";
import { TableCell, TableRow } from "@/components/ui/table";
import type { ConnectionItem } from "@/wire/connections";
import { endUserLabel } from "./end-user-label";

/** One connection in the list. The whole row links to its page. */
export function ConnectionRow({ env, connection }: { env: string; connection: ConnectionItem }) {
  const { connection_id, provider_config_key, provider, health, created, expires_at, last_fetched_at } = connection;
  return (
    <TableRow className="relative">
      <TableCell className="max-w-0 sm:max-w-56 xl:max-w-44">
        <EndUserLink env={env} connection={connection} />
      </TableCell>
      <TableCell className="hidden max-w-40 sm:table-cell">
        <div className="flex min-w-0 items-center gap-2">
          <ProviderLogo slug={provider} name={provider_config_key} size="sm" />
          <span className="truncate">{provider_config_key}</span>
        </div>
      </TableCell>
      <TableCell className="hidden max-w-36 lg:table-cell">
        <span className="flex items-center gap-1">
          <code className="truncate font-mono text-xs">{connection_id}</code>
          <CopyButton value={connection_id} label={`Copy ID ${connection_id}`} className="relative z-10" />
        </span>
      </TableCell>
      <TableCell className="w-px [&>*]:align-middle">
        <span
          title={[health.reason, health.next_step].filter(Boolean).join(" ") || undefined}
          className="relative z-10"
        >
          <HealthBadge state={health.state} />
        </span>
      </TableCell>
      <TimeCell date={last_fetched_at} absent="Never" className="hidden md:table-cell" />
      <TimeCell date={expires_at} absent="No known expiry" className="hidden xl:table-cell" />
      <TimeCell date={created} absent="" className="hidden text-right xl:table-cell" />
    </TableRow>
  );
}

function EndUserLink({ env, connection }: { env: string; connection: ConnectionItem }) {
  const { connection_id: connectionId, provider_config_key: providerConfigKey, end_user, provider } = connection;
  const { title, detail } = endUserLabel(end_user);
  return (
    <div className="flex min-w-0 items-center gap-3">
      <ProviderLogo slug={provider} name={providerConfigKey} size="sm" className="sm:hidden" />
      <div className="min-w-0">
        <Link
          href={connectionPath(env, { connectionId, providerConfigKey })}
          prefetch={false}
          className="block truncate font-medium outline-none after:absolute after:inset-0 focus-visible:underline"
        >
          {title}
          <span className="sr-only">, {connectionId}</span>
        </Link>
        {detail && <span className="block truncate text-muted-foreground text-xs">{detail}</span>}
        <span className="block truncate text-muted-foreground text-xs sm:hidden">{providerConfigKey}</span>
      </div>
    </div>
  );
}

function TimeCell({ date, absent, className }: { date: string | null; absent: string; className: string }) {
  return (
    <TableCell className={className}>
      <span className="text-muted-foreground">
        {date ? <RelativeTime date={date} className="relative z-10" /> : absent}
      </span>
    </TableCell>
  );
}
