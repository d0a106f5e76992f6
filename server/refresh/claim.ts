import { type Ctx, createCtx } from "@/server/core/ctx";
import { pool } from "@/server/db";
import { type ConnectionRow, ITEM_COLUMNS } from "@/server/vault/connection";
import type { IntegrationRow } from "@/server/vault/integration";
import type { Claim } from "./refresh-one";

/** How long a lease is valid. Its holder extends it while it waits for the provider. */
export const LEASE_SECONDS = 30;
/** After the database starts, lease holders that are still running get this long to write their results before others take over. */
const RECOVERY_GRACE_SECONDS = 10;

/** A connection under this process's lease, with everything its refresh needs. */
export type ClaimedRow = ConnectionRow &
  Claim & { ctx: Ctx; integration: IntegrationRow; refreshWantedAt: Date | null };

type ClaimRow = Omit<ClaimedRow, "ctx" | "integration"> & { teamId: string; environmentName: string };

const FREE = `(c."leaseUntil" is null or (c."leaseUntil" < now()
    and pg_postmaster_start_time() < now() - interval '${RECOVERY_GRACE_SECONDS} seconds'))`;

/** Rows a claim scans at most. Without a limit, rows of closed hosts at the head of the queue would slow it down by seconds. */
const MAX_SCANNED = 2000;

/**
 * SQL that takes the leases of the first $2 matching rows for owner $1. Times are the database's. Row locks end with the query.
 * @param which condition on the rows. @param order sort order. @param among a second condition, applied after sorting.
 */
function takeFirst(which: string, order: string, among = "true"): string {
  // The constant inner limit lets the planner assume few rows, whatever $2 is.
  return `with head as (
      select c.id, c."environmentId", c."inflightAt", c."refreshHost" from "Connection" c where ${FREE} and ${which}
      order by ${order} limit ${MAX_SCANNED} for update skip locked),
    found as (select * from head where ${among} limit $2)
    update "Connection" c set "leaseOwner" = $1, "leaseUntil" = now() + interval '${LEASE_SECONDS} seconds',
      "inflightAt" = now(), fence = c.fence + 1
    from found f, "Integration" i, "Environment" e
    where c.id = f.id and c."environmentId" = f."environmentId"
      and i.id = c."integrationId" and i."environmentId" = c."environmentId" and e.id = c."environmentId"
    returning ${ITEM_COLUMNS}, c.credentials, c."refreshWantedAt", f."inflightAt" as "leftInflightAt",
      e."teamId", e.name as "environmentName"`;
}

const DUE = `c."refreshDueAt" <= now()`;
const QUERIES = {
  wanted: takeFirst(`c."refreshWantedAt" is not null`, `c."refreshWantedAt"`),
  due: takeFirst(DUE, `c."refreshDueAt"`, `"refreshHost" <> all($3::text[])`),
  dueOf: takeFirst(`c."refreshHost" = $3 and ${DUE}`, `c."refreshDueAt"`),
  one: takeFirst(`c.id = $3 and c."environmentId" = $4 and c.fence = $5`, "c.id"),
};

async function claim(name: keyof typeof QUERIES, values: unknown[]): Promise<ClaimedRow[]> {
  const { rows } = await pool().query<ClaimRow>({ name: `claim-${name}`, text: QUERIES[name], values });
  if (rows.length === 0) return [];
  const ids = [...new Set(rows.map(({ integrationId }) => integrationId))];
  const found = await pool().query<IntegrationRow>({
    name: "claimed-integrations",
    text: `select * from "Integration" where id = any($1::text[])`,
    values: [ids],
  });
  const integrations = new Map(found.rows.map((row) => [row.id, row]));
  return rows.flatMap((row) => {
    const integration = integrations.get(row.integrationId);
    if (!integration) return []; // The integration and its connections were just deleted.
    const { environmentId, teamId, environmentName } = row;
    const ctx = createCtx({ kind: "system", job: "refresh" }, { environmentId, teamId, environmentName });
    return [{ ...row, ctx, integration }];
  });
}

/** Takes the leases of connections that a reader waits for, longest wait first. */
export function claimWanted(owner: string, limit: number): Promise<ClaimedRow[]> {
  return claim("wanted", [owner, limit]);
}

/** Takes the leases of connections that are due, earliest first, except those of `notHosts`. */
export function claimDue(owner: string, limit: number, notHosts: string[]): Promise<ClaimedRow[]> {
  return claim("due", [owner, limit, notHosts]);
}

/** Takes the leases of connections of one host that are due. */
export function claimDueOf(owner: string, host: string, limit: number): Promise<ClaimedRow[]> {
  return claim("dueOf", [owner, limit, host]);
}

/**
 * Takes the lease of one connection, if it is free and the row is unchanged since it was read.
 * @returns undefined when another process holds it or has refreshed it since. Read the row again.
 */
export async function claimOne(
  row: { id: string; environmentId: string; fence: number },
  owner: string,
): Promise<ClaimedRow | undefined> {
  const [claimed] = await claim("one", [owner, 1, row.id, row.environmentId, row.fence]);
  return claimed;
}

/** Extends a lease while its holder waits for the provider. @returns false when the lease was lost. */
export async function extendLease({ id, environmentId, fence }: ClaimedRow): Promise<boolean> {
  const { rowCount } = await pool().query({
    name: "extend-lease",
    text: `update "Connection" set "leaseUntil" = now() + interval '${LEASE_SECONDS} seconds'
      where id = $1 and "environmentId" = $2 and fence = $3 and "leaseUntil" is not null`,
    values: [id, environmentId, fence],
  });
  return rowCount === 1;
}

/**
 * Postpones the due rows of a closed host by `untilMs` plus a random part of a minute, at most 500 rows per call.
 * @returns how many rows were postponed.
 */
export async function postpone(host: string, untilMs: number): Promise<number> {
  const { rowCount } = await pool().query({
    name: "postpone",
    text: `with due as (select id, "environmentId" from "Connection" c
        where c."refreshHost" = $1 and c."refreshDueAt" <= now() and ${FREE} order by c."refreshDueAt" limit 500 for update skip locked)
      update "Connection" c set "refreshDueAt" = now() + ($2::float8 + random() * 60000) * interval '1 millisecond'
      from due where c.id = due.id and c."environmentId" = due."environmentId"`,
    values: [host, untilMs],
  });
  return rowCount ?? 0;
}
