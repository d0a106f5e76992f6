"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { CalendarCheck2 } from "lucide-react";
import { Panel } from "@/components/dashboard/panel";
import { Empty } from "@/components/shared/empty";
import { useTRPC } from "@/components/shared/trpc";
import type { ConnectionItem } from "@/wire/connections";
import { daysOf } from "./calendar-days";
import { ExpiringRow } from "./expiring-row";

const DAYS = 30;

/** Connections that need a reconnect, and those that expire soon, by day. */
export function ExpiringSoon({ env }: { env: string }) {
  const { data } = useSuspenseQuery(useTRPC().connections.calendar.queryOptions({ days: DAYS }));
  const { ending, lost } = data;
  if (ending.total + lost.total === 0) {
    return (
      <Empty
        icon={CalendarCheck2}
        title="No connections expire in the next 30 days"
        hint="A connection appears here when its expiry date is near and Keyhold can't refresh it, or when it needs a reconnect."
      />
    );
  }
  return (
    <div className="grid gap-6">
      {lost.total > 0 && (
        <Part env={env} title={`Needs reconnect (${lost.total.toLocaleString("en")})`} connections={lost.connections} />
      )}
      {daysOf(ending.connections).map(({ day, title, connections }) => (
        <Part key={day} env={env} title={title} connections={connections} />
      ))}
      {ending.total > ending.connections.length && (
        <p className="text-muted-foreground text-sm">
          The first {ending.connections.length} of {ending.total.toLocaleString("en")} connections.
        </p>
      )}
    </div>
  );
}

function Part({ env, title, connections }: { env: string; title: string; connections: ConnectionItem[] }) {
  return (
    <Panel title={title}>
      <ul className="-mx-5 -mb-5 border-t">
        {connections.map((connection) => (
          <ExpiringRow key={connection.id} env={env} connection={connection} />
        ))}
      </ul>
    </Panel>
  );
}
