import type { Ctx } from "@/server/core/ctx";
import { NotFoundError, ServiceError } from "@/server/core/errors";
import { findIntegration, type IntegrationRow, providerOf } from "@/server/vault/integration";
import type { IntegrationDefaults } from "@/wire/connect-sessions";
import { authModeOf } from "@/wire/schemes";
import type { SessionRecord } from "./record";

/** The integration a browser wants to connect, if its session allows it and it takes this way of connecting. */
export async function flowIntegration(
  ctx: Ctx,
  session: SessionRecord,
  { integrationKey, authModes }: { integrationKey: string; authModes: readonly string[] },
): Promise<IntegrationRow> {
  const row = await findIntegration(ctx, integrationKey).catch((error: unknown) => {
    if (!(error instanceof NotFoundError)) throw error;
    throw new ServiceError("unknown_provider_config", `There is no integration "${integrationKey}" here.`, {
      cause: error,
    });
  });
  if (session.allowedIntegrations.length > 0 && !session.allowedIntegrations.includes(integrationKey)) {
    throw new ServiceError(
      "integration_not_allowed",
      "This connect link is not for that integration. Choose one it offers.",
    );
  }
  const provider = providerOf(row);
  if (!authModes.includes(authModeOf(provider))) {
    throw new ServiceError(
      "invalid_auth_mode",
      `${provider.name} is not connected this way. Open the connect link again.`,
    );
  }
  return row;
}

/** What the backend fixed for one integration when it made the session. */
export function sessionDefaults(session: SessionRecord, integrationKey: string): IntegrationDefaults {
  const defaults = session.defaults as Record<string, IntegrationDefaults>;
  return (Object.hasOwn(defaults, integrationKey) && defaults[integrationKey]) || {};
}
