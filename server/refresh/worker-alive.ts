import { pool } from "@/server/db";

/** A worker that was silent for this long is taken for dead. */
export const SILENT_SECONDS = 15;
const REMEMBER_MS = 2_000;

const holder = globalThis as { keyholdWorkerAlive?: { isAlive: boolean; askedAt: number } };

/** Whether a worker runs somewhere; asked at most every two seconds. Without one, renewals run where they are needed. */
export async function isWorkerAlive(): Promise<boolean> {
  const known = holder.keyholdWorkerAlive;
  if (known && performance.now() - known.askedAt < REMEMBER_MS) return known.isAlive;
  const { rowCount } = await pool().query(
    `select 1 from "WorkerHeartbeat" where "beatAt" > now() - interval '${SILENT_SECONDS} seconds' limit 1`,
  );
  const isAlive = (rowCount ?? 0) > 0;
  holder.keyholdWorkerAlive = { isAlive, askedAt: performance.now() };
  return isAlive;
}
