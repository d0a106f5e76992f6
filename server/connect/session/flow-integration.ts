import type { Ctx } from "@/server/core/ctx";
import { NotFoundError, ServiceError } from "@/server/core/errors";
import { findIntegration, type IntegrationRow, providerOf } from "@/server/vault/integration";
import type { IntegrationDefaults } from "@/wire/connect-sessions";
import { authModeOf } from "@/wire/schemes";
import type { SessionRecord } from "./record";

/**
 * Returns the integration to connect.
 * @throws ServiceError `unknown_provider_config`, `integration_not_allowed` when the session doesn't allow it,
 *   `invalid_auth_mode` when it uses another auth mode.
 */
export async function flowIntegration(
  ctx: Ctx,
  session: SessionRecord,
  { integrationKey, authModes }: { integrationKey: string; authModes: readonly string[] },
): Promise<IntegrationRow> {
  const row = await findIntegration(ctx, integrationKey).catch((error: unknown) => {
    if (!(error instanceof NotFoundError)) throw error;
    throw new ServiceError("unknown_provider_config", `This environment has no integration "${integrationKey}".`, {
      cause: error,
    });
  });
  if (session.allowedIntegrations.length > 0 && !session.allowedIntegrations.includes(integrationKey)) {
    throw new ServiceError(
      "integration_not_allowed",
      "This connect link doesn't include that integration. Choose one that it offers.",
    );
  }
  const provider = providerOf(row);
  if (!authModes.includes(authModeOf(provider))) {
    throw new ServiceError(
      "invalid_auth_mode",
      `${provider.name} uses another auth mode. Open the connect link again.`,
    );
  }
  return row;
}

/** Returns the values that the backend set for one integration when it created the session. */
export function sessionDefaults(session: SessionRecord, integrationKey: string): IntegrationDefaults {
  const defaults = session.defaults as Record<string, IntegrationDefaults>;
  return (Object.hasOwn(defaults, integrationKey) && defaults[integrationKey]) || {};
}
