"use client";
import { SnippetTabs } from "@/components/dashboard/snippet-tabs";
import { createSessionSnippet } from "@/components/dashboard/snippets";
import { OpenConnectLink } from "./open-connect-link";
import { EXAMPLE_USER } from "./steps";

/** Step 2: the request a backend sends when a user clicks "Connect". */
export function SessionStep({ env, host, integrationKey }: { env: string; host: string; integrationKey: string }) {
  return (
    <>
      <p>
        When a user of your product clicks “Connect”, your backend creates a connect session and sends the user to its
        link. Run this in a terminal and open the link it prints:
      </p>
      <SnippetTabs
        env={env}
        host={host}
        write={(target) => createSessionSnippet(target, { integrationKey, endUserId: EXAMPLE_USER })}
      />
      <OpenConnectLink integrationKey={integrationKey} lead="No terminal? Send the request from here:" />
    </>
  );
}
