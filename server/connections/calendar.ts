import { verb } from "@/server/access/verb";
import type { Ctx } from "@/server/core/ctx";
import { pool } from "@/server/db";
import { type ConnectionRow, FROM_CONNECTION, ITEM_COLUMNS } from "@/server/vault/connection";
import type { Calendar, CalendarQuery } from "@/wire/calendar";
import { toItem } from "./internal";

/** Maximum connections in each list. The count includes the rest. */
const SHOWN = 200;
const COUNTED = 10_000;
const ENDING = `c."environmentId" = $1 and c."endsAt" < now() + $2::int * interval '1 day'`;
const LOST = `c."environmentId" = $1 and c.health in ('needs_reconnect', 'interrupted')`;

async function found(where: string, order: string, values: unknown[]) {
  const { rows } = await pool().query<ConnectionRow>(
    `select ${ITEM_COLUMNS} ${FROM_CONNECTION} where ${where} order by ${order} limit ${SHOWN}`,
    values,
  );
  const counted = await pool().query<{ count: number }>(
    `select count(*)::int as count from (select 1 from "Connection" c where ${where} limit ${COUNTED}) n`,
    values,
  );
  return { total: counted.rows[0]?.count ?? 0, connections: rows.map(toItem) };
}

/** Lists connections that expire within some days unless the end user reconnects, soonest first, and those that need a reconnect now, newest first. */
export const readCalendar = verb("connections:list", async (ctx: Ctx, { days }: CalendarQuery): Promise<Calendar> => {
  const [ending, lost] = await Promise.all([
    found(ENDING, `c."endsAt"`, [ctx.environmentId, days]),
    found(LOST, `c.number desc`, [ctx.environmentId]),
  ]);
  return { ending, lost };
});
