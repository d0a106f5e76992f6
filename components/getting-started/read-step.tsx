"use client";
import Link from "next/link";
import { connectionPath } from "@/components/dashboard/paths";
import { SnippetTabs } from "@/components/dashboard/snippet-tabs";
import { readConnectionSnippet } from "@/components/dashboard/snippets";
import { Button } from "@/components/ui/button";
import type { ConnectionRef } from "@/wire/connections";

/** Step 4: the call a backend makes before each call to the provider. */
export function ReadStep({ env, host, connection }: { env: string; host: string; connection: ConnectionRef | null }) {
  if (!connection) {
    return (
      <p>
        Your backend asks for the credential whenever it needs one. The snippet appears here once the first account is
        connected.
      </p>
    );
  }
  return (
    <>
      <p>
        Your backend asks for the credential whenever it needs one, and always gets a live one: a token about to end is
        renewed first. Keep no copy of it.
      </p>
      <SnippetTabs env={env} host={host} write={(target) => readConnectionSnippet(target, connection)} />
      <div>
        <Button asChild variant="outline" size="sm">
          <Link href={connectionPath(env, connection)}>See the connection</Link>
        </Button>
      </div>
    </>
  );
}
