import { randomUUID } from "node:crypto";
import { type ConnectionRow, openCredentials } from "@/server/connections/record";
import type { Ctx } from "@/server/core/ctx";
import { providerOf } from "@/server/integrations/record";
import { type Lease, takeLease } from "./lease";
import { canRenew, prepareRenewal, type Renewed } from "./renewal";
import { recordRefreshFailure, storeRefreshed } from "./settle";

const OWNER = `${process.pid}:${randomUUID()}`;

/** Refreshes under way in this process: a thousand readers of one token wait for one call. */
const underWay = new Map<string, Promise<"done" | "held">>();

interface Renewal {
  lease: Lease;
  call: () => Promise<Renewed>;
}

async function refreshUnderLease(ctx: Ctx, row: ConnectionRow, { lease, call }: Renewal): Promise<void> {
  const startedAt = ctx.now();
  let renewed: Renewed;
  try {
    renewed = await call();
  } catch (error) {
    throw await recordRefreshFailure(ctx, row, { lease, startedAt, error });
  }
  await storeRefreshed(ctx, row, lease, { renewed, startedAt });
}

async function refresh(ctx: Ctx, row: ConnectionRow): Promise<"done" | "held"> {
  const stored = await openCredentials(row);
  if (!canRenew(providerOf(row), stored)) throw new TypeError("This credential cannot be renewed without its owner");
  const call = await prepareRenewal(ctx, row, stored);
  const lease = await takeLease(row, OWNER);
  if (!lease) return "held";
  await refreshUnderLease(ctx, row, { lease, call });
  return "done";
}

/**
 * Renews a connection's token once, under its lease.
 * @returns `held` when another process is at it or has just finished: read the row again.
 * @throws ServiceError when the provider refused or could not be reached; the reason stands in the row and the log.
 */
export async function refreshConnection(ctx: Ctx, row: ConnectionRow): Promise<"done" | "held"> {
  const known = underWay.get(row.id);
  if (known) return known;
  const work = refresh(ctx, row);
  underWay.set(row.id, work);
  try {
    return await work;
  } finally {
    underWay.delete(row.id);
  }
}
