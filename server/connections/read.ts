import { renderStored } from "@/messages/render";
import { may, permit } from "@/server/access/permit";
import type { Ctx } from "@/server/core/ctx";
import { ServiceError } from "@/server/core/errors";
import { freshCredentials } from "@/server/refresh/fresh-credentials";
import { appProof } from "@/server/schemes/app-proof";
import { toWireCredentials } from "@/server/schemes/credentials";
import { missingScopes } from "@/server/schemes/missing-scopes";
import { type ConnectionRow, findConnectionRow } from "@/server/vault/connection";
import type { StoredCredentials } from "@/server/vault/credentials";
import { findIntegration, providerOf } from "@/server/vault/integration";
import type { Connection } from "@/wire/connections";
import type { ErrorCode } from "@/wire/errors";
import type { ReadConnection } from "@/wire/verb-input";
import { toCommon } from "./internal";
import { noteFetch } from "./note-fetch";

/** Failures whose error body contains the connection without credentials, because its `health` says more. */
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
        reason: renderStored(row.healthReason) ?? "",
        since: row.healthSince?.toISOString() ?? "",
      },
    }),
  };
}

/**
 * Returns a connection with valid credentials, for a verb that has checked its own permission. `credentials` is `{}` if the
 * caller may not read credentials.
 * @param force refreshes the credentials even if they are still valid.
 * @throws ServiceError as `getConnection`. A failure that a person must fix contains the connection.
 */
export async function readConnection(ctx: Ctx, input: ReadConnection, { force = false } = {}): Promise<Connection> {
  if (input.withRefreshToken || input.withAppProof) permit(ctx, "connections:read_credentials");
  const isShown = may(ctx, "connections:read_credentials");
  const row = await findConnectionRow(ctx, input);
  if (!isShown && !force) return toConnection(row, null, false);
  try {
    const fresh = await freshCredentials(ctx, row, { force });
    if (!isShown) return toConnection(fresh.row, null, false);
    noteFetch(row);
    const connection = toConnection(fresh.row, fresh.credentials, input.withRefreshToken ?? false);
    const proof = input.withAppProof
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
