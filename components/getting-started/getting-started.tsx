"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTRPC } from "@/components/shared/trpc";
import { ConnectStep } from "./connect-step";
import { LabStep } from "./lab-step";
import { ReadStep } from "./read-step";
import { SessionStep } from "./session-step";
import { StepCard } from "./step-card";
import { isComplete, readSteps, type StepId } from "./steps";
import { WebhookNext } from "./webhook-next";

const LAB_KEY = "lab-oauth2";
const POLL_MS = 3000;

const TEXTS: Record<StepId, { title: string; summary: string }> = {
  lab: { title: "Add the provider lab", summary: "The lab is added." },
  session: { title: "Create a connect session", summary: "You created a session." },
  connect: { title: "Connect an account, as your user would", summary: "An account is connected." },
  read: { title: "Read the credentials", summary: "Your backend read the credentials." },
};

/** The steps from an empty environment to valid credentials. */
export function GettingStarted({ env }: { env: string }) {
  const { data } = useSuspenseQuery(
    useTRPC().gettingStarted.read.queryOptions(undefined, {
      refetchInterval: ({ state }) => (state.data && isComplete(state.data) ? false : POLL_MS),
    }),
  );
  const { publicUrl: host, firstConnection } = data;
  const steps = readSteps(data);
  const doneCount = steps.filter(({ isDone }) => isDone).length;
  const contents: Record<StepId, ReactNode> = {
    lab: <LabStep env={env} isDone={data.hasLabIntegration} labEnabled={data.labEnabled} />,
    session: <SessionStep env={env} host={host} integrationKey={LAB_KEY} />,
    connect: <ConnectStep integrationKey={LAB_KEY} isDone={data.hasConnection} />,
    read: <ReadStep env={env} host={host} connection={firstConnection} />,
  };
  return (
    <div className="grid max-w-3xl gap-4">
      <StepProgress done={doneCount} total={steps.length} />
      <ol className="grid gap-3">
        {steps.map(({ id, isDone, isCurrent }, index) => (
          <StepCard key={id} number={index + 1} {...TEXTS[id]} isDone={isDone} isCurrent={isCurrent}>
            {contents[id]}
          </StepCard>
        ))}
      </ol>
      <WebhookNext env={env} isDone={data.hasWebhookUrl} />
    </div>
  );
}

function StepProgress({ done, total }: { done: number; total: number }) {
  return (
    <div className="flex items-center gap-3">
      <div className="h-1.5 flex-1 overflow-hidden rounded-full bg-muted">
        <div
          className="h-full rounded-full bg-primary transition-[width] duration-500"
          style={{ width: `${(done / total) * 100}%` }}
        />
      </div>
      <p role="status" className="text-sm tabular-nums text-muted-foreground">
        {done === total ? "All done" : `${done} of ${total} done`}
      </p>
    </div>
  );
}
