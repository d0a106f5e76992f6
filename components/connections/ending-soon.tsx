"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { CalendarCheck2 } from "lucide-react";
import { Panel } from "@/components/dashboard/panel";
import { Empty } from "@/components/shared/empty";
import { useTRPC } from "@/components/shared/trpc";
import type { ConnectionItem } from "@/wire/connections";
import { daysOf } from "./calendar-days";
import { EndingRow } from "./ending-row";

const DAYS = 30;

/** What will end, day by day, and what is lost already; each with the link that mends it. */
export function EndingSoon({ env }: { env: string }) {
  const { data } = useSuspenseQuery(useTRPC().connections.calendar.queryOptions({ days: DAYS }));
  const { ending, lost } = data;
  if (ending.total + lost.total === 0) {
    return (
      <Empty
        icon={CalendarCheck2}
        title="Nothing ends within 30 days"
        hint="Every connection is renewed by itself, as far as the providers tell. A connection appears here when its provider announces its end, or refuses it."
      />
    );
  }
  return (
    <div className="grid gap-6">
      {lost.total > 0 && (
        <Part env={env} title={`Lost already (${lost.total.toLocaleString("en")})`} connections={lost.connections} />
      )}
      {daysOf(ending.connections).map(({ day, title, connections }) => (
        <Part key={day} env={env} title={title} connections={connections} />
      ))}
      {ending.total > ending.connections.length && (
        <p className="text-muted-foreground text-sm">
          The first {ending.connections.length} of {ending.total.toLocaleString("en")}. Reconnect these, and the next
          ones appear.
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
          <EndingRow key={connection.id} env={env} connection={connection} />
        ))}
      </ul>
    </Panel>
  );
}
