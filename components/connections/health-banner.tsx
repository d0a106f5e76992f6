"use client";
import { CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import { HEALTH } from "@/components/dashboard/health";
import { RelativeTime } from "@/components/shared/relative-time";
import { cn } from "@/lib/utils";
import type { ConnectionDetail } from "@/server/connections/detail-schema";
import type { ConnectionRef, HealthState } from "@/server/connections/schema";
import { operationAnchor } from "./operation-row";
import { ReconnectButton } from "./reconnect-button";
import { RefreshButton } from "./refresh-button";

const LOOK = {
  good: { icon: CircleCheck, sign: "text-success", frame: "bg-card" },
  warn: { icon: TriangleAlert, sign: "text-warning", frame: "border-warning/40 bg-warning/8" },
  bad: { icon: CircleAlert, sign: "text-destructive", frame: "border-destructive/40 bg-destructive/5" },
} as const;

/** States in which a renewal may still succeed: try that before troubling the end user. */
const MAY_MEND_ITSELF = new Set<HealthState>(["failing", "interrupted"]);

/** Is it well, since when, why not, and what to do: the first thing to read. */
export function HealthBanner({ detail, connection }: { detail: ConnectionDetail; connection: ConnectionRef }) {
  const { health } = detail;
  const { label, tone, meaning, advice } = HEALTH[health.state];
  const { icon: Icon, sign, frame } = LOOK[tone];
  const since = health.since ?? (tone === "good" ? detail.refreshed_at : null);
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
            {since && (
              <span className="font-normal text-muted-foreground text-sm">
                {tone === "good" ? ", last proven " : ", began "}
                <RelativeTime date={since} />
              </span>
            )}
          </h2>
          <p className="break-words">{health.reason ?? meaning}</p>
          {tone !== "good" && <p className="text-muted-foreground">{advice}</p>}
          <FailedOperation detail={detail} />
        </div>
      </div>
      <div className="flex flex-wrap gap-2">
        <RefreshButton detail={detail} connection={connection} isMain={MAY_MEND_ITSELF.has(health.state)} />
        <ReconnectButton connection={connection} isMain={tone !== "good" && !MAY_MEND_ITSELF.has(health.state)} />
      </div>
    </section>
  );
}

function FailedOperation({ detail }: { detail: ConnectionDetail }) {
  const [error] = detail.errors;
  if (!error) return null;
  const anchor = operationAnchor(error.log_id);
  const unfold = () => document.getElementById(anchor)?.querySelector("details")?.setAttribute("open", "");
  return (
    <a
      href={`#${anchor}`}
      onClick={unfold}
      className="justify-self-start text-primary underline-offset-4 hover:underline"
    >
      See what happened
    </a>
  );
}
