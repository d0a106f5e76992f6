"use client";
import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { ProviderLogo } from "@/components/shared/provider-logo";
import { Button } from "@/components/ui/button";
import type { SessionView } from "@/wire/connect-sessions";
import type { Integration } from "@/wire/integrations";
import { useConnectApi } from "./connect-api-context";
import { ConnectForm } from "./connect-form";
import { FormSkeleton } from "./connect-skeleton";
import { givenConfig, guideOverride, readEndUser } from "./end-user";
import { EndUserLine } from "./end-user-line";
import { buildFields, flowOf, webAddress } from "./fields";
import { ProblemScreen } from "./problem-screen";
import type { ProblemCode } from "./problems";
import { codeOf, providerQuery } from "./queries";
import { ScreenHeading } from "./screen-heading";
import { useTexts } from "./texts-context";

interface IntegrationScreenProps {
  session: SessionView;
  integration: Integration;
  onConnected: () => void;
  /** Called when the form can't be sent again. */
  onEnd: (code: ProblemCode) => void;
  /** Absent when the link offers only this account. */
  onBack?: () => void;
}

/** The screen that connects one account. */
export function IntegrationScreen({ session, integration, onConnected, onEnd, onBack }: IntegrationScreenProps) {
  const t = useTexts();
  const { data: provider, error, refetch } = useQuery(providerQuery(useConnectApi(), integration.provider));
  const product = session.product.name;
  if (error) {
    return (
      <ProblemScreen
        code={codeOf(error)}
        names={{ product, provider: integration.display_name }}
        onRetry={() => void refetch()}
        onChoose={onBack}
        returnUrl={session.return_url}
      />
    );
  }
  const key = integration.unique_key;
  const heading = session.isReconnecting ? "form_heading_again" : "form_heading";
  return (
    <>
      {onBack && <BackButton onClick={onBack} />}
      <ProviderLogo slug={integration.provider} name={integration.display_name} className="mb-5 size-12" />
      <ScreenHeading>{t(heading, { name: integration.display_name, product })}</ScreenHeading>
      <EndUserLine endUser={readEndUser(session)} />
      {session.isReconnecting && <p className="mt-4 text-sm leading-6">{t("form_again", { product })}</p>}
      {provider ? (
        <ConnectForm
          flow={flowOf(provider)}
          integrationKey={key}
          names={{ product, provider: provider.display_name }}
          fields={buildFields(provider, givenConfig(session, key))}
          guide={webAddress(guideOverride(session, key))}
          externalId={session.external_ids?.[key] ?? null}
          onConnected={onConnected}
          onEnd={onEnd}
        />
      ) : (
        <FormSkeleton />
      )}
    </>
  );
}

function BackButton({ onClick }: { onClick: () => void }) {
  const t = useTexts();
  return (
    <Button variant="ghost" size="sm" className="-mt-2 -ml-2.5 mb-4 self-start text-muted-foreground" onClick={onClick}>
      <ArrowLeft aria-hidden />
      {t("form_back")}
    </Button>
  );
}
