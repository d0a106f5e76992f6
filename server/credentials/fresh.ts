import { type ConnectionRow, openCredentials, readConnectionRow } from "@/server/connections/record";
import type { Ctx } from "@/server/core/ctx";
import { ServiceError } from "@/server/core/errors";
import { providerOf } from "@/server/integrations/record";
import { refreshConnection } from "./refresh";
import { canRenew } from "./renewal";
import type { StoredCredentials } from "./stored";

/** How long a reader waits for a token that another is fetching. */
const WAIT_LIMIT_MS = 20_000;
const POLL_MS = 100;

export interface Fresh {
  row: ConnectionRow;
  credentials: StoredCredentials;
}

function isAlive(row: ConnectionRow, now: Date): boolean {
  return row.expiresAt === null || row.expiresAt > now;
}

function deadEnd(row: ConnectionRow): ServiceError {
  const reason =
    row.healthReason ??
    "The access token has expired and the provider gave no refresh token. Ask the user to reconnect.";
  return new ServiceError("invalid_credentials", reason, { status: 424 });
}

async function reread(ctx: Ctx, row: ConnectionRow): Promise<ConnectionRow> {
  const latest = await readConnectionRow(ctx, { connectionId: row.connectionId, providerConfigKey: row.uniqueKey });
  if (!latest) throw new ServiceError("not_found", "The connection was deleted meanwhile.");
  return latest;
}

/** What was just read, as it is: a token that is over as it comes must not be asked for again and again. */
async function newest(row: ConnectionRow): Promise<Fresh> {
  return { row, credentials: await openCredentials(row) };
}

/** Waits until whoever holds the lease has finished. @throws ServiceError `refresh_pending` (503) when that takes too long. */
async function waitForHolder(ctx: Ctx, row: ConnectionRow): Promise<ConnectionRow> {
  const end = performance.now() + WAIT_LIMIT_MS;
  while (performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS * (0.5 + Math.random())));
    const latest = await reread(ctx, row);
    if (latest.leaseUntil === null || latest.leaseUntil <= ctx.now()) return latest;
  }
  throw new ServiceError(
    "refresh_pending",
    "The token is being renewed and the provider is slow. Try again in a few seconds.",
  );
}

/**
 * Gives credentials that work now. A token that lives is always served, also while its renewal fails; only a dead one
 * waits. No path renews without the lease (trust rules §6a).
 * @throws ServiceError `invalid_credentials` (424), `provider_unavailable`, `refresh_pending` (503).
 */
export async function freshCredentials(ctx: Ctx, row: ConnectionRow, { force }: { force: boolean }): Promise<Fresh> {
  const credentials = await openCredentials(row);
  const now = ctx.now();
  const isDue = row.refreshDueAt !== null && row.refreshDueAt <= now;
  if (!force && !isDue && isAlive(row, now)) return { row, credentials };
  if (!canRenew(providerOf(row), credentials)) {
    if (isAlive(row, now)) return { row, credentials };
    throw deadEnd(row);
  }
  if (row.health === "needs_reconnect" && !force) throw deadEnd(row);
  try {
    if ((await refreshConnection(ctx, row)) === "done") return newest(await reread(ctx, row));
  } catch (error) {
    const latest = await reread(ctx, row);
    if (!force && isAlive(latest, ctx.now())) return newest(latest);
    throw error;
  }
  // Another process holds the lease. Whoever can live with the old token takes it.
  if (!force && isAlive(row, now)) return { row, credentials };
  return freshCredentials(ctx, await waitForHolder(ctx, row), { force: false });
}
