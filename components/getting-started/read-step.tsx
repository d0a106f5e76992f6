"use client";
import Link from "next/link";
import { connectionPath } from "@/components/dashboard/paths";
import { SnippetTabs } from "@/components/dashboard/snippet-tabs";
import { readConnectionSnippet } from "@/components/dashboard/snippets";
import { Button } from "@/components/ui/button";
import type { ConnectionRef } from "@/wire/connections";

/** Step 4: the request a backend sends before each call to the provider. */
export function ReadStep({ env, host, connection }: { env: string; host: string; connection: ConnectionRef | null }) {
  if (!connection) {
    return (
      <p>
        Your backend reads the credentials whenever it needs them. The snippet appears here after the first account is
        connected.
      </p>
    );
  }
  return (
    <>
      <p>
        Your backend reads the credentials whenever it needs them. They are always valid: Keyhold refreshes a token
        before it expires. Don't store a copy.
      </p>
      <SnippetTabs env={env} host={host} write={(target) => readConnectionSnippet(target, connection)} />
      <div>
        <Button asChild variant="outline" size="sm">
          <Link href={connectionPath(env, connection)}>View connection</Link>
        </Button>
      </div>
    </>
  );
}
