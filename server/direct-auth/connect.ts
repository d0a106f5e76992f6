import { connectionConfig } from "@/server/connect-sessions/connection-config";
import { flowIntegration, sessionDefaults } from "@/server/connect-sessions/flow-integration";
import { connectionIdOf, type SessionRecord } from "@/server/connect-sessions/record";
import { recordFailedConnect } from "@/server/connections/record-failure";
import { type SavedConnection, saveConnection } from "@/server/connections/save";
import type { Ctx } from "@/server/core/ctx";
import { ServiceError } from "@/server/core/errors";
import { type StoredCredentials, templateValues } from "@/server/credentials/stored";
import { runtimeValues } from "@/server/integrations/oauth2-client";
import { providerOf } from "@/server/integrations/record";
import { checkFields } from "./check-fields";
import { verify } from "./verify";

/** What an end user typed. */
export interface DirectInput {
  integrationKey: string;
  /** The provider's own fields, such as a subdomain. */
  params: Record<string, string>;
  scheme: "api_key" | "basic";
  credentials: StoredCredentials;
}

/**
 * Connects with a credential the end user brings: checks its form, tries it at the provider, stores it.
 * @throws ServiceError `unknown_provider_config`, `integration_not_allowed`, `invalid_auth_mode`, `invalid_connection`,
 *   `connection_test_failed`, `provider_unavailable`, `connect_session_used`; nothing is stored then.
 */
export async function connectDirectly(ctx: Ctx, session: SessionRecord, input: DirectInput): Promise<SavedConnection> {
  const startedAt = ctx.now();
  const { integrationKey, scheme, credentials } = input;
  const integration = await flowIntegration(ctx, session, { integrationKey, scheme });
  const provider = providerOf(integration);
  const connectionId = await connectionIdOf(ctx, session);
  try {
    const config = connectionConfig(provider, sessionDefaults(session, integrationKey), input.params);
    const secrets = templateValues(credentials);
    checkFields(provider, secrets);
    await verify(provider, { ...config, ...runtimeValues(connectionId), ...secrets });
    const flow = { session, integration, connectionId, startedAt };
    return await saveConnection(ctx, { ...flow, credentials, connectionConfig: config, expiresAt: null });
  } catch (error) {
    if (error instanceof ServiceError) {
      await recordFailedConnect(ctx, { session, integration, connectionId, startedAt, error });
    }
    throw error;
  }
}
