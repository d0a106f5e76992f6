"use client";
import { connectPath } from "@/wire/endpoints";
import { ConnectCard } from "./connect-card";
import { ProblemScreen } from "./problem-screen";

/** A result that no flow of this browser stands behind. */
export function UnknownResult({ code }: { code: string }) {
  return (
    <ConnectCard>
      <ProblemScreen code={code} onRetry={() => window.location.assign(connectPath())} />
    </ConnectCard>
  );
}
