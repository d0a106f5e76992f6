"use client";
import { connectPath } from "@/wire/endpoints";
import type { FlowResult } from "@/wire/flow-results";
import { ApprovalScreen } from "./approval-screen";
import { ConnectCard } from "./connect-card";
import { ProblemScreen } from "./problem-screen";
import { SuccessScreen } from "./success-screen";

/** Shows the result of a flow to the browser that started it. */
export function ResultScreen({ result }: { result: FlowResult }) {
  const { status, isPending, isReconnect, code, message, providerName, productName, providerConfigKey, returnUrl } =
    result;
  return (
    <ConnectCard securedFor={productName}>
      {isPending ? (
        <ApprovalScreen name={providerName} product={productName} returnUrl={returnUrl} />
      ) : status === "succeeded" ? (
        <SuccessScreen name={providerName} product={productName} isReconnecting={isReconnect} returnUrl={returnUrl} />
      ) : (
        <ProblemScreen
          code={code}
          names={{ product: productName, provider: providerName }}
          said={message}
          returnUrl={returnUrl}
          // The session token is still in this tab's storage, so the URL only has to name the integration.
          onRetry={() => window.location.assign(connectPath({ integration: providerConfigKey }))}
          onChoose={() => window.location.assign(connectPath())}
        />
      )}
    </ConnectCard>
  );
}
