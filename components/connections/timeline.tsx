"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Panel } from "@/components/dashboard/panel";
import { useTRPC } from "@/components/shared/trpc";
import type { ConnectionRef } from "@/wire/connections";
import { OperationRow } from "./operation-row";

/** The operations of a connection, newest first. */
export function Timeline({ connection }: { connection: ConnectionRef }) {
  const { data } = useSuspenseQuery(useTRPC().connections.timeline.queryOptions(connection));
  return (
    <Panel title="Timeline" description="The operations of this connection, newest first. They contain no secrets.">
      {data.length === 0 ? (
        <p className="text-muted-foreground text-sm">
          No operations yet. Refreshes and reconnects appear here, but imports don't.
        </p>
      ) : (
        <ol className="-mx-5 -mb-5 border-t">
          {data.map((operation) => (
            <OperationRow key={operation.id} operation={operation} />
          ))}
        </ol>
      )}
    </Panel>
  );
}
