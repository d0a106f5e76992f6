import { perProcess } from "@/server/core/per-process";
import { pool } from "@/server/db";

/** A worker without a heartbeat for this long counts as stopped. */
export const SILENT_SECONDS = 15;
const CACHE_MS = 2_000;

const known = perProcess("worker-alive", () => ({ isAlive: false, checkedAt: Number.NEGATIVE_INFINITY }));

/** Whether any worker is running. Queries at most every two seconds. Without one, each process refreshes what it needs. */
export async function isWorkerAlive(): Promise<boolean> {
  const last = known();
  if (performance.now() - last.checkedAt < CACHE_MS) return last.isAlive;
  const { rowCount } = await pool().query(
    `select 1 from "WorkerHeartbeat" where "beatAt" > now() - interval '${SILENT_SECONDS} seconds' limit 1`,
  );
  last.isAlive = (rowCount ?? 0) > 0;
  last.checkedAt = performance.now();
  return last.isAlive;
}
