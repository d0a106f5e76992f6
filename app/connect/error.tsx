"use client";
import { ConnectCard } from "@/components/connect/connect-card";
import { ProblemScreen } from "@/components/connect/problem-screen";

/** Shown when rendering fails. The error is in the server's log, not on the page. */
export default function ConnectError({ retry }: { retry: () => void }) {
  return (
    <ConnectCard>
      <ProblemScreen code="server_error" onRetry={retry} />
    </ConnectCard>
  );
}
