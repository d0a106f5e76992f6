import { verb } from "@/server/access/verb";
import type { Ctx } from "@/server/core/ctx";
import { ServiceError } from "@/server/core/errors";
import { issueCredentials } from "@/server/schemes";
import { keptAfterConnect } from "@/server/schemes/after-connect";
import { signingSecrets } from "@/server/schemes/api-target";
import type { Issued } from "@/server/schemes/scheme";
import { templateContext } from "@/server/schemes/template-context";
import { type IntegrationRow, providerOf } from "@/server/vault/integration";
import { toConnectError } from "../connect-error";
import { externalIdOf } from "../external-id";
import { recordFailedConnect } from "../record-failure";
import { type SavedConnection, saveConnection } from "../save";
import { connectionConfig as settledConfig } from "../session/connection-config";
import { flowIntegration, sessionDefaults } from "../session/flow-integration";
import { connectionIdOf, type SessionRecord } from "../session/record";
import { checkFields, tidyFields } from "./check-fields";
import { verify } from "./verify";

/** What an end user typed. */
export interface DirectInput {
  integrationKey: string;
  /** The provider's own fields, such as a subdomain. */
  params: Record<string, string>;
  /** The auth mode of the endpoint that was called. */
  authMode: string;
  /** The typed credentials, by the field names of the catalog entry. */
  fields: Record<string, string>;
}

interface Attempt {
  session: SessionRecord;
  integration: IntegrationRow;
  connectionId: string;
  startedAt: Date;
}

/** Issues the credentials and tests them with the provider. */
async function obtain(
  attempt: Attempt,
  input: DirectInput,
): Promise<Issued & { connectionConfig: Record<string, string> }> {
  const { session, integration, connectionId } = attempt;
  const provider = providerOf(integration);
  const config = settledConfig(provider, sessionDefaults(session, input.integrationKey), input.params);
  const fields = tidyFields(provider, input.fields);
  checkFields(provider, fields);
  try {
    const base = await templateContext({ integration, connectionId, connectionConfig: config, fields });
    const externalId = await externalIdOf(integration, session);
    const issued = await issueCredentials(provider, { fields, values: base, connectionId, externalId });
    const kept = { ...config, ...issued.kept };
    const subject = { integration, connectionId, connectionConfig: kept, stored: issued.credentials };
    // Before the test, because its URL may contain a value that this returns.
    const connectionConfig = { ...kept, ...(await keptAfterConnect(subject)) };
    const values = await templateContext({ ...subject, connectionConfig });
    await verify(provider, values, await signingSecrets(integration, issued.credentials));
    return { ...issued, connectionConfig };
  } catch (thrown) {
    throw toConnectError(thrown, provider);
  }
}

/**
 * Connects with the values that the end user typed. Checks the values, gets a token with them where the scheme has one,
 * tests the credentials with the provider, and stores the connection.
 * @throws ServiceError `unknown_provider_config`, `integration_not_allowed`, `invalid_auth_mode`, `invalid_connection`,
 *   `connection_test_failed`, `provider_unavailable`, `connect_session_used`. Nothing is stored then.
 */
export const connectDirectly = verb(
  "connect_session:use",
  async (ctx: Ctx, session: SessionRecord, input: DirectInput): Promise<SavedConnection> => {
    const startedAt = ctx.now();
    const { integrationKey, authMode } = input;
    const integration = await flowIntegration(ctx, session, { integrationKey, authModes: [authMode] });
    const connectionId = await connectionIdOf(ctx, session);
    const attempt = { session, integration, connectionId, startedAt };
    try {
      const { credentials, expiresAt, connectionConfig } = await obtain(attempt, input);
      return await saveConnection(ctx, { ...attempt, credentials, connectionConfig, expiresAt });
    } catch (error) {
      if (error instanceof ServiceError) await recordFailedConnect(ctx, { ...attempt, error });
      throw error;
    }
  },
);
