"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { SessionView } from "@/wire/connect-sessions";
import type { Integration } from "@/wire/integrations";
import { useConnectApi } from "./connect-api-context";
import { ConnectCard } from "./connect-card";
import { ListSkeleton } from "./connect-skeleton";
import { readEndUser } from "./end-user";
import { IntegrationList } from "./integration-list";
import { IntegrationScreen } from "./integration-screen";
import { ProblemScreen } from "./problem-screen";
import type { ProblemCode } from "./problems";
import { codeOf, integrationsQuery, sessionQuery } from "./queries";
import { SuccessScreen } from "./success-screen";
import { useIntegrationKey } from "./use-integration-key";

/** Loads the session and the accounts it offers, and shows the current screen. An error of either fills the card. */
export function SessionScreens() {
  const api = useConnectApi();
  const session = useQuery(sessionQuery(api));
  const integrations = useQuery(integrationsQuery(api));
  const error = session.error ?? integrations.error;
  if (error) {
    const names = { product: session.data?.product.name };
    const retry = () => {
      if (session.error) void session.refetch();
      if (integrations.error) void integrations.refetch();
    };
    return (
      <ConnectCard>
        <ProblemScreen code={codeOf(error)} names={names} onRetry={retry} returnUrl={session.data?.return_url} />
      </ConnectCard>
    );
  }
  if (!session.data || !integrations.data) {
    return (
      <ConnectCard>
        <ListSkeleton />
      </ConnectCard>
    );
  }
  const securedFor = session.data.connectUISettings.showWatermark ? session.data.product.name : undefined;
  return (
    <ConnectCard securedFor={securedFor}>
      <Screens session={session.data} integrations={integrations.data} />
    </ConnectCard>
  );
}

/** The result for an account in this page load. */
type Ending = { key: string; name: string } & ({ kind: "connected" } | { kind: "problem"; code: ProblemCode });

function Screens({ session, integrations }: { session: SessionView; integrations: readonly Integration[] }) {
  const [key, go] = useIntegrationKey();
  const [ending, setEnding] = useState<Ending | null>(null);
  const product = session.product.name;
  const returnUrl = session.return_url;
  const only = integrations.length === 1 ? integrations[0] : undefined;
  const chosen = key === null ? only : integrations.find((each) => each.unique_key === key);
  const choose = (next: string | null) => {
    setEnding(null);
    go(next);
  };

  if (ending?.kind === "connected") {
    const { isReconnecting } = session;
    return <SuccessScreen name={ending.name} {...{ product, returnUrl, isReconnecting }} />;
  }
  // A problem belongs to its account: the browser's Back button leaves it.
  if (ending && ending.key === chosen?.unique_key) {
    const names = { product, provider: ending.name };
    const onChoose = only ? undefined : () => choose(null);
    return <ProblemScreen key={ending.code} code={ending.code} {...{ names, onChoose, returnUrl }} />;
  }
  if (integrations.length === 0) return <ProblemScreen code="no_integrations" {...{ names: { product }, returnUrl }} />;
  if (chosen) {
    const end = { key: chosen.unique_key, name: chosen.display_name };
    return (
      <IntegrationScreen
        key={chosen.unique_key}
        session={session}
        integration={chosen}
        onConnected={() => setEnding({ ...end, kind: "connected" })}
        onEnd={(code) => setEnding({ ...end, kind: "problem", code })}
        onBack={only ? undefined : () => choose(null)}
      />
    );
  }
  if (key !== null) {
    return (
      <ProblemScreen
        code="integration_not_allowed"
        names={{ product }}
        onChoose={() => choose(null)}
        returnUrl={returnUrl}
      />
    );
  }
  return (
    <IntegrationList integrations={integrations} product={product} endUser={readEndUser(session)} onChoose={choose} />
  );
}
