"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Panel } from "@/components/dashboard/panel";
import { useTRPC } from "@/components/shared/trpc";
import type { ConnectionRef } from "@/wire/connections";
import { OperationRow } from "./operation-row";

/** What happened to the connection, newest first. */
export function Timeline({ connection }: { connection: ConnectionRef }) {
  const { data } = useSuspenseQuery(useTRPC().connections.timeline.queryOptions(connection));
  return (
    <Panel title="Timeline" description="What was done for this connection, newest first. Nothing in it is secret.">
      {data.length === 0 ? (
        <p className="text-muted-foreground text-sm">
          Nothing is recorded. Imports leave no trace here; renewals and reconnections will.
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
