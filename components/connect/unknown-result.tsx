"use client";
import { connectPath } from "@/wire/endpoints";
import { ConnectCard } from "./connect-card";
import { ProblemScreen } from "./problem-screen";

/** Shown for a result that doesn't belong to a flow of this browser. */
export function UnknownResult({ code }: { code: string }) {
  return (
    <ConnectCard>
      <ProblemScreen code={code} onRetry={() => window.location.assign(connectPath())} />
    </ConnectCard>
  );
}
