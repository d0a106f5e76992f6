import { pool } from "@/server/db";
import type { ConnectionRow } from "./connection";

/** Whether another connection of the same integration and end user has this installation. Then it isn't the one they wait for. */
export async function isInstallationHeld(
  row: Pick<ConnectionRow, "id" | "environmentId" | "integrationId" | "tags">,
  name: string,
  installation: string,
): Promise<boolean> {
  const { end_user_id: endUser } = row.tags;
  if (endUser === undefined) return false;
  const { rowCount } = await pool().query(
    `select 1 from "Connection" where "environmentId" = $1 and "integrationId" = $2 and id <> $3
       and tags @> jsonb_build_object('end_user_id', $4::text) and "connectionConfig"->>$5 = $6 limit 1`,
    [row.environmentId, row.integrationId, row.id, endUser, name, installation],
  );
  return rowCount !== 0;
}
