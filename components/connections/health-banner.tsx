"use client";
import { CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { HEALTH } from "@/components/dashboard/health";
import { integrationPath } from "@/components/dashboard/paths";
import { RelativeTime } from "@/components/shared/relative-time";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/utils";
import type { ConnectionDetail } from "@/wire/connection-details";
import type { ConnectionRef } from "@/wire/connections";
import { Expiry } from "./expiry";
import { operationAnchor } from "./operation-row";
import { ReconnectButton } from "./reconnect-button";
import { RefreshButton } from "./refresh-button";

const STYLES = {
  good: { icon: CircleCheck, sign: "text-success", frame: "bg-card" },
  warn: { icon: TriangleAlert, sign: "text-warning", frame: "border-warning/40 bg-warning/8" },
  bad: { icon: CircleAlert, sign: "text-destructive", frame: "border-destructive/40 bg-destructive/5" },
} as const;

interface Props {
  env: string;
  detail: ConnectionDetail;
  connection: ConnectionRef;
}

/** The health of a connection: state, since when, why, and what to do. */
export function HealthBanner({ env, detail, connection }: Props) {
  const { health } = detail;
  const { label, tone, meaning } = HEALTH[health.state];
  const { icon: Icon, sign, frame } = STYLES[tone];
  return (
    <section
      aria-label="Health"
      className={cn("flex flex-wrap items-center justify-between gap-4 rounded-lg border p-5 text-sm", frame)}
    >
      <div className="flex min-w-0 max-w-prose flex-1 basis-80 gap-3">
        <Icon aria-hidden className={cn("mt-0.5 size-5 shrink-0", sign)} />
        <div className="grid min-w-0 gap-1">
          <h2 className="font-medium text-base">
            {label}
            <Since detail={detail} />
          </h2>
          <p className="break-words">{health.reason ?? meaning}</p>
          {health.next_step && <p className="break-words font-medium">{health.next_step}</p>}
          <Evidence detail={detail} />
          <FailedOperation detail={detail} />
        </div>
      </div>
      <NextSteps env={env} detail={detail} connection={connection} />
    </section>
  );
}

function Since({ detail: { health } }: Pick<Props, "detail">) {
  if (!health.since) return null;
  return (
    <span className="font-normal text-muted-foreground text-sm">
      {" "}
      · started <RelativeTime date={health.since} />
    </span>
  );
}

/** When the provider last accepted the credentials, and when they expire. */
function Evidence({ detail: { health } }: Pick<Props, "detail">) {
  return (
    <p className="text-muted-foreground">
      {health.last_good_at ? (
        <>
          Last accepted by the provider <RelativeTime date={health.last_good_at} />.
        </>
      ) : (
        "The provider hasn't accepted these credentials yet."
      )}
      {health.ends_at && (
        <>
          {" "}
          <Expiry date={health.ends_at} startsSentence />
          {health.ends_because && health.ends_because !== health.reason ? `: ${health.ends_because}` : "."}
        </>
      )}
    </p>
  );
}

/** The most important action first, then the others. */
function NextSteps({ env, detail, connection }: Props) {
  const { state } = detail.health;
  const isClientRejected = detail.last_error?.class === "bad_client";
  const mustReconnect =
    state === "expiring" || ((state === "needs_reconnect" || state === "interrupted") && !isClientRejected);
  return (
    <div className="flex flex-wrap gap-2">
      {isClientRejected && (
        <Button asChild>
          <Link href={integrationPath(env, connection.providerConfigKey)}>Fix client ID and secret</Link>
        </Button>
      )}
      <RefreshButton detail={detail} connection={connection} isMain={state === "failing" && !isClientRejected} />
      <ReconnectButton connection={connection} isMain={mustReconnect} />
    </div>
  );
}

function FailedOperation({ detail }: Pick<Props, "detail">) {
  const [error] = detail.errors;
  if (!error) return null;
  const anchor = operationAnchor(error.log_id);
  const expand = () => document.getElementById(anchor)?.querySelector("details")?.setAttribute("open", "");
  return (
    <a
      href={`#${anchor}`}
      onClick={expand}
      className="justify-self-start text-primary underline-offset-4 hover:underline"
    >
      See what happened
    </a>
  );
}
