import { randomUUID } from "node:crypto";
import { type ConnectionRow, openCredentials } from "@/server/connections/internal";
import type { Ctx } from "@/server/core/ctx";
import { ServiceError } from "@/server/core/errors";
import { type Lease, takeLease } from "./lease";
import { requestTokens } from "./request-tokens";
import { recordRefreshFailure, storeRefreshed } from "./settle";
import type { OAuth2Credentials } from "./stored";

const OWNER = `${process.pid}:${randomUUID()}`;

/** Refreshes under way in this process: a thousand readers of one token wait for one call. */
const underWay = new Map<string, Promise<"done" | "held">>();

async function refreshUnderLease(ctx: Ctx, row: ConnectionRow, lease: Lease): Promise<void> {
  const stored = (await openCredentials(row)) as OAuth2Credentials;
  try {
    const tokens = await requestTokens(ctx, row, stored);
    await storeRefreshed(ctx, row, lease, tokens);
  } catch (error) {
    if (error instanceof ServiceError) throw error;
    throw await recordRefreshFailure(ctx, row, lease, error);
  }
}

/**
 * Renews a connection's token once, under its lease.
 * @returns `held` when another process is at it or has just finished: read the row again.
 * @throws ServiceError when the provider refused or could not be reached; the reason stands in the row and the log.
 */
export async function refreshConnection(ctx: Ctx, row: ConnectionRow): Promise<"done" | "held"> {
  const known = underWay.get(row.id);
  if (known) return known;
  const work = (async () => {
    const lease = await takeLease(row, OWNER);
    if (!lease) return "held";
    await refreshUnderLease(ctx, row, lease);
    return "done";
  })();
  underWay.set(row.id, work);
  try {
    return await work;
  } finally {
    underWay.delete(row.id);
  }
}
