import { env } from "@/server/core/env";
import { pool } from "@/server/db";
import { SILENT_SECONDS } from "@/server/refresh/worker-alive";
import type { InstanceState } from "@/wire/instance";

/** Enough to tell "much": a count goes no further. */
const MOST = 10_000;

interface Row {
  alive: number;
  lastBeat: Date | null;
  due: number;
  oldest: number | null;
  wanted: number;
  deliveries: number;
  late: number;
}

const count = (from: string) => `(select count(*)::int from (select 1 from ${from} limit ${MOST}) n)`;

/** What every count reads is a short range of an index, whatever the number of connections. */
const QUERY = `select
  (select count(*)::int from "WorkerHeartbeat" where "beatAt" > now() - interval '${SILENT_SECONDS} seconds') as alive,
  (select max("beatAt") from "WorkerHeartbeat") as "lastBeat",
  ${count('"Connection" where "refreshDueAt" <= now()')} as due,
  (select extract(epoch from now() - "refreshDueAt")::int from "Connection" where "refreshDueAt" <= now()
    order by "refreshDueAt" limit 1) as oldest,
  ${count('"Connection" where "refreshWantedAt" is not null')} as wanted,
  ${count('"Delivery" where "nextAttemptAt" <= now()')} as deliveries,
  ${count('"LateReply" where "reconciledAt" is null')} as late`;

/** Who does the background work of this instance, and what waits for it. @throws when the database does not answer. */
export async function readInstanceState(): Promise<InstanceState> {
  const { rows } = await pool().query<Row>({ name: "instance-state", text: QUERY });
  const { alive = 0, lastBeat = null, due = 0, oldest = null, wanted = 0, deliveries = 0, late = 0 } = rows[0] ?? {};
  const { usesInngest } = env();
  return {
    worker: {
      by: usesInngest ? "inngest" : alive > 0 ? "worker" : "none",
      alive: usesInngest || alive > 0,
      count: alive,
      last_beat_at: lastBeat?.toISOString() ?? null,
    },
    backlog: {
      refresh_due: due,
      refresh_oldest_seconds: oldest ?? 0,
      refresh_wanted: wanted,
      deliveries_due: deliveries,
      late_replies: late,
    },
  };
}
