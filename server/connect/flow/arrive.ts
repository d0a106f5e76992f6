import type { Provider } from "@/providers/load";
import type { Ctx } from "@/server/core/ctx";
import { ServiceError } from "@/server/core/errors";
import { db } from "@/server/db";
import { flowOf } from "@/server/schemes";
import { keptAfterConnect } from "@/server/schemes/after-connect";
import { isPending } from "@/server/schemes/credentials";
import type { Issued } from "@/server/schemes/scheme";
import { templateContext } from "@/server/schemes/template-context";
import { providerOf } from "@/server/vault/integration";
import { message } from "@/wire/messages";
import { type Attempt, openFlowSecrets } from "./internal";

/**
 * Rejects an installation that another connection already has. The callback doesn't prove whose installation it is: anyone
 * can put someone else's ID into their callback URL.
 */
async function checkOwnInstallation(ctx: Ctx, attempt: Attempt, provider: Provider, kept: Record<string, string>) {
  const claim = flowOf(provider).claimOf?.(provider, kept);
  if (!claim) return;
  const other = await db().connection.findFirst({
    where: {
      environmentId: ctx.environmentId,
      integrationId: attempt.integrationId,
      connectionId: { not: attempt.connectionId },
      connectionConfig: { path: [claim.name], equals: claim.value },
    },
    select: { id: true },
  });
  if (!other) return;
  throw new ServiceError("conflict", message("connect.installation_taken", { provider: provider.name }));
}

/** Rejects a reconnect by an installation that isn't approved: it would replace a working connection. */
function checkNothingLost({ session }: Attempt, { name }: Provider): void {
  if (session.reconnectId === null) return;
  throw new ServiceError("access_denied", message("connect.approval_first", { provider: name }));
}

/**
 * Gets the credentials of a callback, and the values that are stored with the connection.
 * @throws as the flow's `finish` and `keptAfterConnect`; ServiceError `conflict`.
 */
export async function arrive(
  ctx: Ctx,
  attempt: Attempt,
  params: URLSearchParams,
): Promise<Omit<Issued, "kept"> & { connectionConfig: Record<string, string> }> {
  const { integration, connectionId, redirectUri, scopes, issuer } = attempt;
  const provider = providerOf(integration);
  const config = attempt.connectionConfig as Record<string, string>;
  const secrets = await openFlowSecrets(attempt);
  const values = await templateContext({ integration, connectionId, connectionConfig: config });
  const back = { provider, integration, params, secrets, values, scopes, redirectUri, issuer };
  const { credentials, expiresAt, kept } = await flowOf(provider).finish(back);
  if (isPending(credentials)) {
    checkNothingLost(attempt, provider);
    return { credentials, expiresAt, connectionConfig: config };
  }
  await checkOwnInstallation(ctx, attempt, provider, kept);
  const connectionConfig = { ...config, ...kept };
  const found = await keptAfterConnect({ integration, connectionId, connectionConfig, stored: credentials });
  return { credentials, expiresAt, connectionConfig: { ...connectionConfig, ...found } };
}
