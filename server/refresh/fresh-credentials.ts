import { renderCode, renderStored } from "@/messages/render";
import type { Ctx } from "@/server/core/ctx";
import { ServiceError } from "@/server/core/errors";
import { canRefresh } from "@/server/schemes";
import { isPending } from "@/server/schemes/credentials";
import { type ConnectionRow, openCredentials } from "@/server/vault/connection";
import type { StoredCredentials } from "@/server/vault/credentials";
import { providerOf } from "@/server/vault/integration";
import type { ErrorCode } from "@/wire/errors";
import { awaitRenewal, callForRenewal } from "./await-refresh";
import { planRead } from "./plan-read";

/** After a failure the readers of a dead token are told of it, without asking the provider again for each of them. */
const COOL_DOWN_MS = 2_000;

export interface Fresh {
  row: ConnectionRow;
  credentials: StoredCredentials;
}

/** What a connection without a living token tells its reader. */
function refusal(row: ConnectionRow): ServiceError {
  const { lastError, healthReason, healthNextStep } = row;
  if (!lastError) {
    const message = "The access token has expired and the provider issued no refresh token. Ask the user to reconnect.";
    return new ServiceError("invalid_credentials", message, { status: 424 });
  }
  const message = [renderStored(healthReason), renderCode(healthNextStep)].filter(Boolean).join(" ");
  return new ServiceError(lastError.code as ErrorCode, message, { status: lastError.status });
}

/** @throws ServiceError `installation_pending` (424) while there is no token yet. */
function checkInstalled({ row, credentials }: Fresh): Fresh {
  if (!isPending(credentials)) return { row, credentials };
  const message =
    "There is no token yet. An owner of the account must approve the installation. Keyhold sends a webhook when it works.";
  throw new ServiceError("installation_pending", message, { status: 424 });
}

function justFailed({ lastError, readAt }: ConnectionRow): boolean {
  return lastError !== null && readAt.getTime() - Date.parse(lastError.at) < COOL_DOWN_MS;
}

async function renewed(ctx: Ctx, row: ConnectionRow): Promise<Fresh> {
  const latest = await awaitRenewal(ctx, row);
  const hasSucceeded = latest.refreshedAt !== null && latest.refreshedAt.getTime() !== row.refreshedAt?.getTime();
  // A token that is over as it comes must not be asked for again and again: what was just brought is served as it is.
  if (hasSucceeded) return checkInstalled({ row: latest, credentials: await openCredentials(latest) });
  throw refusal(latest);
}

/**
 * Gives credentials that work now. A token that lives is served at once, also while its renewal fails; only a dead one, or a
 * forced renewal, waits.
 * @throws ServiceError `invalid_credentials`, `integration_client_refused`, `installation_pending`, `missing_scope` (424), `provider_unavailable`,
 *   `provider_rate_limited`, `refresh_pending` (503).
 */
export async function freshCredentials(ctx: Ctx, row: ConnectionRow, { force }: { force: boolean }): Promise<Fresh> {
  const credentials = await openCredentials(row);
  switch (planRead(row, { force, canRenew: canRefresh(providerOf(row), credentials) })) {
    case "serve":
      return checkInstalled({ row, credentials });
    case "serve_and_wake":
      callForRenewal(row);
      return checkInstalled({ row, credentials });
    case "dead":
      throw refusal(row);
    case "wait":
      if (!force && justFailed(row)) throw refusal(row);
      return renewed(ctx, row);
  }
}
