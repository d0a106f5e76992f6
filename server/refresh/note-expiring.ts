import { pool } from "@/server/db";
import { EXPIRING_WITHIN_MS } from "./life";

const BATCH = 500;

/** Marks healthy connections whose end has come near. @returns how many. */
export async function noteExpiring(): Promise<number> {
  const { rowCount } = await pool().query({
    name: "note-expiring",
    text: `with near as (
        select id, "environmentId" from "Connection"
        where health = 'healthy' and "endsAt" < now() + $1::float8 * interval '1 millisecond'
        order by "endsAt" limit ${BATCH} for update skip locked)
      update "Connection" c set health = 'expiring', "healthSince" = now(), "healthReason" = c."endsBecause",
        "healthNextStep" = 'Ask the user to reconnect before then.'
      from near where c.id = near.id and c."environmentId" = near."environmentId"`,
    values: [EXPIRING_WITHIN_MS],
  });
  return rowCount ?? 0;
}
