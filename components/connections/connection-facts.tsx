"use client";
import Link from "next/link";
import { Copied } from "@/components/dashboard/copied";
import { Fact, FactList } from "@/components/dashboard/fact-list";
import { Panel } from "@/components/dashboard/panel";
import { integrationPath } from "@/components/dashboard/paths";
import { RelativeTime } from "@/components/shared/relative-time";
import { useRoughNow } from "@/components/shared/use-rough-now";
import type { ConnectionDetail } from "@/wire/connection-details";

/** Who is connected to what, and the moments that matter. */
export function ConnectionFacts({ env, detail }: { env: string; detail: ConnectionDetail }) {
  const { provider_config_key: key, end_user: user, auth_mode, webhook_url_override: webhookUrl } = detail;
  return (
    <Panel title="Details">
      <FactList>
        {user && <PersonFacts user={user} />}
        <Fact name="Integration">
          <Link href={integrationPath(env, key)} className="text-primary underline-offset-4 hover:underline">
            {key}
          </Link>
        </Fact>
        <Fact name="Credential type">
          <code className="font-mono text-xs">{auth_mode}</code>
        </Fact>
        {detail.missing_scopes.length > 0 && (
          <Fact name="Not granted">
            <code className="font-mono text-xs">{detail.missing_scopes.join(" ")}</code>
          </Fact>
        )}
        <TimeFact name="Created" date={detail.created} />
        <TimeFact name="Last used" date={detail.last_fetched_at} absent="Never" />
        <TimeFact name="Token ends" date={detail.expires_at} absent="No end stated" />
        <TimeFact name="Last renewed" date={detail.refreshed_at} absent="Never" />
        <TimeFact name="Last accepted" date={detail.health.last_good_at} absent="Not seen yet" />
        <NextRenewal date={detail.refresh_due_at} />
        {webhookUrl && (
          <Fact name="Webhooks go to">
            <Copied value={webhookUrl} label="Copy the webhook address" />
          </Fact>
        )}
      </FactList>
    </Panel>
  );
}

function PersonFacts({ user }: { user: NonNullable<ConnectionDetail["end_user"]> }) {
  const { id, display_name, email, organization } = user;
  return (
    <>
      <Fact name="End user id">
        <Copied value={id} label="Copy the end user id" />
      </Fact>
      {display_name && <Fact name="Name">{display_name}</Fact>}
      {email && <Fact name="E-mail">{email}</Fact>}
      {organization && (
        <Fact name="Organization">
          {organization.display_name && <span>{organization.display_name}</span>}
          <Copied value={organization.id} label="Copy the organization id" />
        </Fact>
      )}
    </>
  );
}

/** What is due is renewed before anybody reads it; a moment in the past would look like a failure. */
function NextRenewal({ date }: { date: string | null }) {
  const now = useRoughNow();
  const isDue = date !== null && now !== null && Date.parse(date) <= now;
  if (isDue) return <Fact name="Next renewal">Due; the worker is at it</Fact>;
  return <TimeFact name="Next renewal" date={date} absent="Nothing to renew" />;
}

function TimeFact({ name, date, absent }: { name: string; date: string | null; absent?: string }) {
  return (
    <Fact name={name}>
      {date ? <RelativeTime date={date} /> : <span className="text-muted-foreground">{absent}</span>}
    </Fact>
  );
}
