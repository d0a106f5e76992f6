import { env } from "@/server/core/env";
import { pool } from "@/server/db";
import { SILENT_SECONDS } from "@/server/refresh/worker-alive";
import type { InstanceState } from "@/wire/instance";

/** Counts stop here: beyond it, the exact number doesn't matter. */
const MAX_COUNT = 10_000;

interface Row {
  alive: number;
  lastBeat: Date | null;
  due: number;
  oldest: number | null;
  wanted: number;
  deliveries: number;
  late: number;
}

const count = (from: string) => `(select count(*)::int from (select 1 from ${from} limit ${MAX_COUNT}) n)`;

/** Each count reads a short index range, however many connections there are. */
const QUERY = `select
  (select count(*)::int from "WorkerHeartbeat" where "beatAt" > now() - interval '${SILENT_SECONDS} seconds') as alive,
  (select max("beatAt") from "WorkerHeartbeat") as "lastBeat",
  ${count('"Connection" where "refreshDueAt" <= now()')} as due,
  (select extract(epoch from now() - "refreshDueAt")::int from "Connection" where "refreshDueAt" <= now()
    order by "refreshDueAt" limit 1) as oldest,
  ${count('"Connection" where "refreshWantedAt" is not null')} as wanted,
  ${count('"Delivery" where "nextAttemptAt" <= now()')} as deliveries,
  ${count('"LateReply" where "reconciledAt" is null')} as late`;

/** Reads the state of the worker and its backlog. @throws if the database doesn't respond. */
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
