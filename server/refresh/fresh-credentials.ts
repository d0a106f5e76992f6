import { renderCode, renderStored } from "@/messages/render";
import type { Ctx } from "@/server/core/ctx";
import { ServiceError } from "@/server/core/errors";
import { canRefresh } from "@/server/schemes";
import { isPending } from "@/server/schemes/credentials";
import { type ConnectionRow, openCredentials } from "@/server/vault/connection";
import type { StoredCredentials } from "@/server/vault/credentials";
import { providerOf } from "@/server/vault/integration";
import type { ErrorCode } from "@/wire/errors";
import { awaitRefresh, requestRefresh } from "./await-refresh";
import { planRead } from "./plan-read";

/** For this long after a failure, readers of an expired token get that failure and the provider isn't called again. */
const COOL_DOWN_MS = 2_000;

export interface Fresh {
  row: ConnectionRow;
  credentials: StoredCredentials;
}

/** The error for a connection without a valid token: its last failure and the next step. */
function refusal(row: ConnectionRow): ServiceError {
  const { lastError, healthReason, healthNextStep } = row;
  if (!lastError) {
    const message =
      "The access token has expired and the provider issued no refresh token. Ask the end user to reconnect.";
    return new ServiceError("invalid_credentials", message, { status: 424 });
  }
  const message = [renderStored(healthReason), renderCode(healthNextStep)].filter(Boolean).join(" ");
  return new ServiceError(lastError.code as ErrorCode, message, { status: lastError.status });
}

/** @throws ServiceError `installation_pending` (424) while there is no token yet. */
function checkInstalled({ row, credentials }: Fresh): Fresh {
  if (!isPending(credentials)) return { row, credentials };
  const message =
    "There is no token yet. An owner of the account must approve the installation. Keyhold sends a webhook after approval.";
  throw new ServiceError("installation_pending", message, { status: 424 });
}

function justFailed({ lastError, readAt }: ConnectionRow): boolean {
  return lastError !== null && readAt.getTime() - Date.parse(lastError.at) < COOL_DOWN_MS;
}

async function readRefreshed(ctx: Ctx, row: ConnectionRow): Promise<Fresh> {
  const latest = await awaitRefresh(ctx, row);
  const hasSucceeded = latest.refreshedAt !== null && latest.refreshedAt.getTime() !== row.refreshedAt?.getTime();
  // A token that is already expired when it arrives is served as it is. Refreshing it again would loop.
  if (hasSucceeded) return checkInstalled({ row: latest, credentials: await openCredentials(latest) });
  throw refusal(latest);
}

/**
 * Credentials that are valid now. A valid token is returned immediately, even while its refresh is failing. Only an expired
 * token, or `force`, waits for a refresh.
 * @throws ServiceError `invalid_credentials`, `integration_client_refused`, `installation_pending`, `missing_scope` (424), `provider_unavailable`,
 *   `provider_rate_limited`, `refresh_pending` (503).
 */
export async function freshCredentials(ctx: Ctx, row: ConnectionRow, { force }: { force: boolean }): Promise<Fresh> {
  const credentials = await openCredentials(row);
  switch (planRead(row, { force, canRefresh: canRefresh(providerOf(row), credentials) })) {
    case "serve":
      return checkInstalled({ row, credentials });
    case "serve_and_wake":
      requestRefresh(row);
      return checkInstalled({ row, credentials });
    case "refuse":
      throw refusal(row);
    case "wait":
      if (!force && justFailed(row)) throw refusal(row);
      return readRefreshed(ctx, row);
  }
}
