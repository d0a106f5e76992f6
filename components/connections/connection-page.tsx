"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Panel } from "@/components/dashboard/panel";
import { SnippetTabs } from "@/components/dashboard/snippet-tabs";
import { readConnectionSnippet } from "@/components/dashboard/snippets";
import { useTRPC } from "@/components/shared/trpc";
import type { ConnectionRef } from "@/wire/connections";
import { ConnectionFacts } from "./connection-facts";
import { ConnectionHeader } from "./connection-header";
import { CredentialsPanel } from "./credentials-panel";
import { DeleteConnection } from "./delete-connection";
import { HealthBanner } from "./health-banner";
import { TaggedData } from "./tagged-data";
import { Timeline } from "./timeline";

interface Props {
  env: string;
  connection: ConnectionRef;
}

/** The page of one connection: health, credentials, code, details and timeline. */
export function ConnectionPage({ env, connection }: Props) {
  const trpc = useTRPC();
  const { data: detail } = useSuspenseQuery(trpc.connections.get.queryOptions(connection));
  const { data: environment } = useSuspenseQuery(trpc.environment.get.queryOptions());
  return (
    <div className="grid gap-6">
      <ConnectionHeader env={env} detail={detail} />
      <HealthBanner env={env} detail={detail} connection={connection} />
      <div className="grid items-start gap-6 xl:grid-cols-2">
        <div className="grid min-w-0 gap-6">
          <CredentialsPanel connection={connection} authMode={detail.auth_mode} />
          <Panel
            title="Read it from your backend"
            description="Returns valid credentials: Keyhold refreshes them before they expire. Don't store a copy."
          >
            <SnippetTabs
              env={env}
              host={environment.publicUrl}
              write={(target) => readConnectionSnippet(target, connection)}
            />
          </Panel>
        </div>
        <div className="grid min-w-0 gap-6">
          <ConnectionFacts env={env} detail={detail} />
          <TaggedData detail={detail} />
        </div>
      </div>
      <Timeline connection={connection} />
      <DeleteConnection env={env} connection={connection} />
    </div>
  );
}
