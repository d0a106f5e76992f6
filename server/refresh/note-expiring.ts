import { pool } from "@/server/db";
import type { NextStep } from "@/wire/messages";
import { EXPIRING_WITHIN_MS } from "./lifetime";

const BATCH = 500;
const NEXT_STEP: NextStep = "next_step.reconnect_before";

/** Marks healthy connections that expire soon as `expiring`. @returns how many, at most 500. */
export async function noteExpiring(): Promise<number> {
  const { rowCount } = await pool().query({
    name: "note-expiring",
    text: `with near as (
        select id, "environmentId" from "Connection"
        where health = 'healthy' and "endsAt" < now() + $1::float8 * interval '1 millisecond'
        order by "endsAt" limit ${BATCH} for update skip locked)
      update "Connection" c set health = 'expiring', "healthSince" = now(), "healthReasonCode" = c."endsBecauseCode",
        "healthNextStepCode" = $2
      from near where c.id = near.id and c."environmentId" = near."environmentId"`,
    values: [EXPIRING_WITHIN_MS, NEXT_STEP],
  });
  return rowCount ?? 0;
}
