import { pool } from "@/server/db";

/** A connection whose refresh is wanted or due. Contains no secret. */
export interface DueConnection {
  id: string;
  environmentId: string;
  /** The fence as read, so that a refresh in between isn't repeated. */
  fence: number;
  host: string;
}

const COLUMNS = `id, "environmentId", fence, "refreshHost" as host`;
const FREE = `("leaseUntil" is null or "leaseUntil" < now())`;

/** Connections to refresh, those that a reader waits for first. Takes no lease. */
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
