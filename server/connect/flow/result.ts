import { renderStored } from "@/messages/render";
import { createCtx } from "@/server/core/ctx";
import { equalHashes, lookupHash } from "@/server/crypto";
import { db } from "@/server/db";
import { readEnvironment } from "@/server/environments/read";
import { providerOf } from "@/server/vault/integration";
import type { FlowResult } from "@/wire/flow-results";
import { flowCookieName } from "./cookie";

type ReadCookie = (name: string) => string | undefined;

/** Returns the result of a flow to the browser that started it. Null for an unknown flow, and for any other browser. */
export async function readFlowResult(input: { attemptId: string; readCookie: ReadCookie }): Promise<FlowResult | null> {
  const cookie = input.readCookie(flowCookieName(input.attemptId));
  if (!cookie) return null;
  const attempt = await db().authAttempt.findUnique({
    where: { id: input.attemptId },
    include: { integration: true, session: true, environment: true },
  });
  if (!attempt || !equalHashes(attempt.bindingHash, await lookupHash("flow-cookie", cookie))) return null;
  const { integration, session, environment } = attempt;
  const ref = { teamId: environment.teamId, environmentId: environment.id, environmentName: environment.name };
  const hasSucceeded = attempt.status === "succeeded";
  const place = { environmentId: environment.id, integrationId: integration.id, connectionId: attempt.connectionId };
  const waiting = { ...place, health: "pending" as const };
  const { productName, settings } = await readEnvironment(createCtx({ kind: "session", sessionId: session.id }, ref));
  return {
    status: attempt.status as FlowResult["status"],
    code: attempt.errorCode,
    message: renderStored(attempt.errorMessage),
    providerConfigKey: integration.uniqueKey,
    providerSlug: integration.provider,
    providerName: providerOf(integration).name,
    productName,
    returnUrl: session.returnUrl ?? (settings.productUrl || null),
    connectionId: hasSucceeded ? attempt.connectionId : null,
    isReconnect: session.reconnectId !== null,
    isPending: hasSucceeded && (await db().connection.count({ where: waiting })) > 0,
  };
}
