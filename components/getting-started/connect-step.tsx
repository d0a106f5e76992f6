"use client";
import { OpenConnectLink } from "./open-connect-link";

/** Step 3: connect an account as an end user. */
export function ConnectStep({ integrationKey, isDone }: { integrationKey: string; isDone: boolean }) {
  return (
    <>
      <p>The link opens the Connect UI, the page your users see:</p>
      <ol className="grid list-decimal gap-1 pl-5 marker:text-muted-foreground">
        <li>Choose the lab and continue to its sign-in page.</li>
        <li>Sign in as one of the lab users and allow access.</li>
        <li>When the page says that the account is connected, return to this tab.</li>
      </ol>
      {!isDone && (
        <p className="flex items-center gap-2 text-muted-foreground" role="status">
          <span aria-hidden className="size-2 animate-pulse rounded-full bg-primary" />
          Waiting for the connection. This page updates automatically.
        </p>
      )}
      <OpenConnectLink integrationKey={integrationKey} lead="Lost the link, or already used it?" />
    </>
  );
}
