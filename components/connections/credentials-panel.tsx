"use client";
import { useMutation } from "@tanstack/react-query";
import { ChevronRight, Eye, EyeOff } from "lucide-react";
import { FactList } from "@/components/dashboard/fact-list";
import { Panel } from "@/components/dashboard/panel";
import { CodeBlock } from "@/components/shared/code-block";
import { FormError } from "@/components/shared/form-error";
import { useTRPC } from "@/components/shared/trpc";
import { Button } from "@/components/ui/button";
import type { ConnectionRef } from "@/wire/connections";
import { hasCredentials } from "@/wire/schemes";
import { CredentialFact } from "./credential-fact";
import { readCredentialFields } from "./credential-fields";

interface Props {
  connection: ConnectionRef;
  authMode: string;
}

/** The credentials of a connection, loaded only on request. */
export function CredentialsPanel({ connection, authMode }: Props) {
  // The credentials leave the cache when they are hidden.
  const reveal = useMutation(useTRPC().connections.credentials.mutationOptions({ gcTime: 0 }));
  const shown = reveal.data?.credentials;
  return (
    <Panel
      title="Credentials"
      description={
        hasCredentials(authMode)
          ? "Encrypted in the database. The audit log records who views them."
          : "This API needs no credentials."
      }
      actions={
        shown && (
          <Button variant="ghost" size="sm" onClick={() => reveal.reset()}>
            <EyeOff aria-hidden /> Hide
          </Button>
        )
      }
    >
      {shown ? (
        <Revealed credentials={shown} />
      ) : (
        hasCredentials(authMode) && (
          <Button
            variant="outline"
            className="justify-self-start"
            pending={reveal.isPending}
            onClick={() => reveal.mutate(connection)}
          >
            <Eye aria-hidden /> Show credentials
          </Button>
        )
      )}
      {reveal.error && <FormError>{reveal.error.message}</FormError>}
    </Panel>
  );
}

function Revealed({ credentials }: { credentials: Record<string, unknown> }) {
  return (
    <div className="grid min-w-0 gap-4">
      <FactList>
        {readCredentialFields(credentials).map((field) => (
          <CredentialFact key={field.name} field={field} />
        ))}
      </FactList>
      <RawResponse raw={credentials.raw} />
    </div>
  );
}

/** The provider's response, with values that the fields above don't show. Collapsed, because it repeats the secrets. */
function RawResponse({ raw }: { raw: unknown }) {
  if (typeof raw !== "object" || raw === null || Object.keys(raw).length === 0) return null;
  return (
    <details className="group min-w-0 text-sm">
      <summary className="flex w-fit list-none items-center gap-1 rounded-sm text-muted-foreground hover:text-foreground">
        <ChevronRight aria-hidden className="size-4 transition-transform group-open:rotate-90" />
        The provider's response, unmasked
      </summary>
      <CodeBlock code={JSON.stringify(raw, null, 2)} language="json" className="mt-3" />
    </details>
  );
}
