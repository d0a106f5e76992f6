"use client";
import { QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { ConnectApiProvider } from "./connect-api-context";
import { ConnectCard } from "./connect-card";
import { ListSkeleton } from "./connect-skeleton";
import { ProblemScreen } from "./problem-screen";
import { createConnectQueryClient } from "./queries";
import { SessionScreens } from "./session-screens";
import { canBeToken } from "./session-token";
import { useSessionToken } from "./use-session-token";

/** The Connect UI: reads the session token of this tab and shows the session's screens. */
export function ConnectApp() {
  const [queryClient] = useState(createConnectQueryClient);
  const token = useSessionToken();
  if (token === undefined)
    return (
      <ConnectCard>
        <ListSkeleton />
      </ConnectCard>
    );
  if (token === null || !canBeToken(token)) {
    return (
      <ConnectCard>
        <ProblemScreen code={token === null ? "no_session" : "invalid_connect_session_token_format"} />
      </ConnectCard>
    );
  }
  return (
    <QueryClientProvider client={queryClient}>
      <ConnectApiProvider token={token}>
        <SessionScreens />
      </ConnectApiProvider>
    </QueryClientProvider>
  );
}
