import { pool } from "@/server/db";

/** Longer than a token endpoint may take (its time limit is 15 s), so that a holder that lives finishes under its lease. */
const LEASE_SECONDS = 40;

/** A right to refresh one connection. The fence refuses the write of a holder that came too late. */
export interface Lease {
  id: string;
  environmentId: string;
  fence: number;
}

/**
 * Takes the lease of a connection, if nobody holds it and nothing changed since the row was read. All times are the
 * database's. No lock is held while the provider is called.
 * @param fence of the row as read. @returns null when another holds it or has refreshed meanwhile: read again.
 */
export async function takeLease(
  row: { id: string; environmentId: string; fence: number },
  owner: string,
): Promise<Lease | null> {
  const { rows } = await pool().query<{ fence: number }>({
    name: "take-lease",
    text: `update "Connection" set "leaseOwner" = $4, "leaseUntil" = now() + make_interval(secs => ${LEASE_SECONDS}),
        "inflightAt" = now(), fence = fence + 1
      where id = $1 and "environmentId" = $2 and fence = $3 and ("leaseUntil" is null or "leaseUntil" < now())
      returning fence`,
    values: [row.id, row.environmentId, row.fence, owner],
  });
  const taken = rows[0];
  return taken ? { id: row.id, environmentId: row.environmentId, fence: taken.fence } : null;
}
