"use client";
import Link from "next/link";
import { Copied } from "@/components/dashboard/copied";
import { Fact, FactList } from "@/components/dashboard/fact-list";
import { Panel } from "@/components/dashboard/panel";
import { integrationPath } from "@/components/dashboard/paths";
import { RelativeTime } from "@/components/shared/relative-time";
import { useRoughNow } from "@/components/shared/use-rough-now";
import type { ConnectionDetail } from "@/wire/connection-details";

/** The end user, the integration and the important dates of a connection. */
export function ConnectionFacts({ env, detail }: { env: string; detail: ConnectionDetail }) {
  const { provider_config_key: key, end_user: user, auth_mode, webhook_url_override: webhookUrl } = detail;
  return (
    <Panel title="Details">
      <FactList>
        {user && <EndUserFacts user={user} />}
        <Fact name="Integration">
          <Link href={integrationPath(env, key)} className="text-primary underline-offset-4 hover:underline">
            {key}
          </Link>
        </Fact>
        <Fact name="Auth mode">
          <code className="font-mono text-xs">{auth_mode}</code>
        </Fact>
        {detail.missing_scopes.length > 0 && (
          <Fact name="Not granted">
            <code className="font-mono text-xs">{detail.missing_scopes.join(" ")}</code>
          </Fact>
        )}
        <TimeFact name="Created" date={detail.created} />
        <TimeFact name="Last used" date={detail.last_fetched_at} absent="Never" />
        <TimeFact name="Expires" date={detail.expires_at} absent="No known expiry" />
        <TimeFact name="Last refreshed" date={detail.refreshed_at} absent="Never" />
        <TimeFact name="Last accepted by provider" date={detail.health.last_good_at} absent="Never" />
        <NextRefresh date={detail.refresh_due_at} />
        {webhookUrl && (
          <Fact name="Webhooks go to">
            <Copied value={webhookUrl} label="Copy endpoint URL" />
          </Fact>
        )}
      </FactList>
    </Panel>
  );
}

function EndUserFacts({ user }: { user: NonNullable<ConnectionDetail["end_user"]> }) {
  const { id, display_name, email, organization } = user;
  return (
    <>
      <Fact name="End user ID">
        <Copied value={id} label="Copy end user ID" />
      </Fact>
      {display_name && <Fact name="Name">{display_name}</Fact>}
      {email && <Fact name="Email">{email}</Fact>}
      {organization && (
        <Fact name="Organization">
          {organization.display_name && <span>{organization.display_name}</span>}
          <Copied value={organization.id} label="Copy organization ID" />
        </Fact>
      )}
    </>
  );
}

/** Shows “Due now” instead of a date in the past, which would look like a failure. */
function NextRefresh({ date }: { date: string | null }) {
  const now = useRoughNow();
  const isDue = date !== null && now !== null && Date.parse(date) <= now;
  if (isDue) return <Fact name="Next refresh">Due now</Fact>;
  return <TimeFact name="Next refresh" date={date} absent="Not needed" />;
}

function TimeFact({ name, date, absent }: { name: string; date: string | null; absent?: string }) {
  return (
    <Fact name={name}>
      {date ? <RelativeTime date={date} /> : <span className="text-muted-foreground">{absent}</span>}
    </Fact>
  );
}
