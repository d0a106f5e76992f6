"use client";
import { MessagePage } from "@/components/shared/message-page";
import { Button } from "@/components/ui/button";

interface Props {
  error: unknown;
  retry: () => void;
}

/** A page that broke while it was made. What broke stands in the server's log under the reference. */
export default function ErrorPage({ error, retry }: Props) {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  return (
    <MessagePage
      title="This page could not be shown"
      text="Something broke on our side. Try again; if it happens twice, give the reference below to whoever runs this Keyhold."
      reference={digest && `Reference: ${digest}`}
    >
      <Button onClick={() => retry()}>Try again</Button>
      <Button asChild variant="outline">
        <a href="/">Start page</a>
      </Button>
    </MessagePage>
  );
}
