import type { Provider } from "@/providers/load";
import type { Ctx } from "@/server/core/ctx";
import { ServiceError } from "@/server/core/errors";
import { db } from "@/server/db";
import { travelOf } from "@/server/schemes/flows";
import type { Issued } from "@/server/schemes/issue";
import { signingSecrets } from "@/server/schemes/signing-secrets";
import { runtimeValues } from "@/server/schemes/values";
import { isPending, templateValues } from "@/server/vault/credentials";
import { providerOf } from "@/server/vault/integration";
import { keptAfterConnect } from "../after-connect";
import { type Attempt, openTripSecrets } from "./internal";

/**
 * Refuses an installation that another connection already holds. The callback alone does not prove whose it is: anybody can
 * write another's number into their own.
 */
async function checkOwnInstallation(ctx: Ctx, attempt: Attempt, provider: Provider, kept: Record<string, string>) {
  if (provider.scheme !== "app_installation" || provider.user?.proof) return;
  const [name = ""] = provider.callbackKeep;
  const other = await db().connection.findFirst({
    where: {
      environmentId: ctx.environmentId,
      integrationId: attempt.integrationId,
      connectionId: { not: attempt.connectionId },
      connectionConfig: { path: [name], equals: kept[name] ?? "" },
    },
    select: { id: true },
  });
  if (!other) return;
  const message = `This installation of ${provider.name} is already connected. Delete that connection first, or reconnect it.`;
  throw new ServiceError("conflict", message);
}

/** A connection that works is not given up for an installation that may never be approved. */
function checkNothingLost({ session }: Attempt, { name }: Provider): void {
  if (session.reconnectId === null) return;
  const message = `An owner of the account must approve ${name} first, so the connection stays as it was. Reconnect once they have.`;
  throw new ServiceError("access_denied", message);
}

/**
 * Takes what a browser brought back: the credential, and everything the connection keeps beside it.
 * @throws as the travel's `arrive` and `keptAfterConnect`; ServiceError `conflict`.
 */
export async function arrive(
  ctx: Ctx,
  attempt: Attempt,
  params: URLSearchParams,
): Promise<Omit<Issued, "kept"> & { connectionConfig: Record<string, string> }> {
  const { integration, redirectUri, scopes, issuer } = attempt;
  const provider = providerOf(integration);
  const config = attempt.connectionConfig as Record<string, string>;
  const values = { ...config, ...runtimeValues(attempt.connectionId) };
  const secrets = await openTripSecrets(attempt);
  const back = { provider, integration, params, secrets, values, scopes, redirectUri, issuer };
  const { credentials, expiresAt, kept } = await travelOf(provider).arrive(back);
  if (isPending(credentials)) {
    checkNothingLost(attempt, provider);
    return { credentials, expiresAt, connectionConfig: config };
  }
  await checkOwnInstallation(ctx, attempt, provider, kept);
  const known = { ...values, ...kept, ...templateValues(credentials) };
  const found = await keptAfterConnect(provider, known, await signingSecrets(integration, credentials));
  return { credentials, expiresAt, connectionConfig: { ...config, ...kept, ...found } };
}
