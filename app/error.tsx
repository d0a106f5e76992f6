"use client";
import { MessagePage } from "@/components/shared/message-page";
import { Button } from "@/components/ui/button";

interface Props {
  error: unknown;
  retry: () => void;
}

/** Shown when rendering fails. The server's log has the error under the same reference. */
export default function ErrorPage({ error, retry }: Props) {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  return (
    <MessagePage
      title="This page couldn't be shown"
      text="Something went wrong on our side. Try again. If it happens again, send the reference below to the administrator of this instance."
      reference={digest && `Reference: ${digest}`}
    >
      <Button onClick={() => retry()}>Try again</Button>
      <Button asChild variant="outline">
        <a href="/">Home page</a>
      </Button>
    </MessagePage>
  );
}
