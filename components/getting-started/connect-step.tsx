"use client";
import { OpenConnectLink } from "./open-connect-link";

/** Step 3: what the end user does. */
export function ConnectStep({ integrationKey, isDone }: { integrationKey: string; isDone: boolean }) {
  return (
    <>
      <p>The link opens the Connect UI, the page your users see. In it:</p>
      <ol className="grid list-decimal gap-1 pl-5 marker:text-muted-foreground">
        <li>Choose the lab and continue: the browser goes to the lab's own sign-in page.</li>
        <li>Sign in as anybody and allow access.</li>
        <li>You come back to a page that says it worked. Return to this tab.</li>
      </ol>
      {!isDone && (
        <p className="flex items-center gap-2 text-muted-foreground" role="status">
          <span aria-hidden className="size-2 animate-pulse rounded-full bg-primary" />
          Waiting for the connection. This page notices it by itself.
        </p>
      )}
      <OpenConnectLink integrationKey={integrationKey} lead="Lost the link, or was it used?" />
    </>
  );
}
