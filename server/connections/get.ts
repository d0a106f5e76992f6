import { may, permit } from "@/server/access/permit";
import { verb } from "@/server/access/verb";
import type { Ctx } from "@/server/core/ctx";
import { ServiceError } from "@/server/core/errors";
import { freshCredentials } from "@/server/refresh/fresh-credentials";
import { appProof } from "@/server/schemes/app-proof";
import { toWireCredentials } from "@/server/schemes/credentials";
import { missingScopes } from "@/server/schemes/missing-scopes";
import { type ConnectionRow, findConnectionRow } from "@/server/vault/connection";
import type { StoredCredentials } from "@/server/vault/credentials";
import { findIntegration, providerOf } from "@/server/vault/integration";
import type { Connection, GetConnectionQuery } from "@/wire/connections";
import type { ErrorCode } from "@/wire/errors";
import { toCommon } from "./internal";
import { noteFetch } from "./note-fetch";

/** Refusals that come with the connection, without its credentials: its `health` tells more. */
const WITH_CONNECTION: ReadonlySet<ErrorCode> = new Set([
  "invalid_credentials",
  "integration_client_refused",
  "installation_pending",
  "missing_scope",
  "template_err",
]);

function toConnection(row: ConnectionRow, stored: StoredCredentials | null, withRefreshToken: boolean): Connection {
  const missing = stored ? missingScopes(providerOf(row), stored) : [];
  return {
    ...toCommon(row),
    connection_config: row.connectionConfig,
    webhook_url_override: row.webhookUrlOverride,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    last_fetched_at: row.lastFetchedAt?.toISOString() ?? null,
    credentials: stored ? toWireCredentials(stored, withRefreshToken) : {},
    ...(missing.length > 0 && { missing_scopes: missing }),
    ...(row.lastError !== null && {
      refresh: {
        state: "failing" as const,
        reason: row.healthReason ?? "",
        since: row.healthSince?.toISOString() ?? "",
      },
    }),
  };
}

/**
 * Reads a connection with credentials that work now. A token that lives is served at once; one that has ended is renewed first.
 * @throws ServiceError `unknown_provider_config` (400), `not_found` (404), `invalid_credentials`, `integration_client_refused`,
 *   `installation_pending`, `missing_scope` (424: a person must act), `provider_unavailable`, `provider_rate_limited`, `refresh_pending` (503: try again).
 */
export async function readConnection(
  ctx: Ctx,
  input: GetConnectionQuery & { connectionId: string },
): Promise<Connection> {
  const wantsSecrets = input.force_refresh || input.refresh_token || input.refresh_github_app_jwt_token;
  if (wantsSecrets) permit(ctx, "connections:read_credentials");
  const row = await findConnectionRow(ctx, {
    connectionId: input.connectionId,
    providerConfigKey: input.provider_config_key,
  });
  if (!may(ctx, "connections:read_credentials")) return toConnection(row, null, false);
  try {
    const fresh = await freshCredentials(ctx, row, { force: input.force_refresh ?? false });
    noteFetch(row);
    const connection = toConnection(fresh.row, fresh.credentials, input.refresh_token ?? false);
    const proof = input.refresh_github_app_jwt_token
      ? await appProof({ ...fresh.row, integration: await findIntegration(ctx, fresh.row.uniqueKey) })
      : null;
    return proof === null ? connection : { ...connection, credentials: { ...connection.credentials, jwtToken: proof } };
  } catch (error) {
    if (!(error instanceof ServiceError) || !WITH_CONNECTION.has(error.code)) throw error;
    const { code, message, status, cause } = error;
    const latest = await findConnectionRow(ctx, { connectionId: row.connectionId, providerConfigKey: row.uniqueKey });
    throw new ServiceError(code, message, {
      status,
      cause,
      payload: { connection: toConnection(latest, null, false) },
    });
  }
}

/** {@link readConnection} for who may read connections. `credentials` is `{}` for who may not read credentials. */
export const getConnection = verb("connections:read", readConnection);
