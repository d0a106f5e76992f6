import { pool } from "@/server/db";

/** A connection whose renewal is wanted or due. Names and a number: no secret. */
export interface DueConnection {
  id: string;
  environmentId: string;
  /** As read: a renewal made meanwhile is not made again. */
  fence: number;
  host: string;
}

const COLUMNS = `id, "environmentId", fence, "refreshHost" as host`;
const FREE = `("leaseUntil" is null or "leaseUntil" < now())`;

/** Connections to renew, those somebody waits for first. Takes no lease. */
export async function dueForRefresh(limit: number): Promise<DueConnection[]> {
  const { rows } = await pool().query<DueConnection>({
    name: "due-for-refresh",
    text: `(select ${COLUMNS} from "Connection" where "refreshWantedAt" is not null and ${FREE} order by "refreshWantedAt" limit $1)
        union all
        (select ${COLUMNS} from "Connection" where "refreshDueAt" <= now() and "refreshWantedAt" is null and ${FREE}
          order by "refreshDueAt" limit $1)
        limit $1`,
    values: [limit],
  });
  return rows;
}
