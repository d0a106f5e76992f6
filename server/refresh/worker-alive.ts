import { perProcess } from "@/server/core/per-process";
import { pool } from "@/server/db";

/** A worker that was silent for this long is taken for dead. */
export const SILENT_SECONDS = 15;
const REMEMBER_MS = 2_000;

const known = perProcess("worker-alive", () => ({ isAlive: false, askedAt: Number.NEGATIVE_INFINITY }));

/** Whether a worker runs somewhere; asked at most every two seconds. Without one, renewals run where they are needed. */
export async function isWorkerAlive(): Promise<boolean> {
  const last = known();
  if (performance.now() - last.askedAt < REMEMBER_MS) return last.isAlive;
  const { rowCount } = await pool().query(
    `select 1 from "WorkerHeartbeat" where "beatAt" > now() - interval '${SILENT_SECONDS} seconds' limit 1`,
  );
  last.isAlive = (rowCount ?? 0) > 0;
  last.askedAt = performance.now();
  return last.isAlive;
}
