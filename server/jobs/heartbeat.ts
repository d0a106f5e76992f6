import { log } from "@/server/core/log";
import { db } from "@/server/db";

const BEAT_MS = 5_000;
const FORGET_AFTER_MS = 60 * 60_000;

/** Says every few seconds that this worker is alive. @returns a function that takes the worker off the list. */
export function beat(id: string): () => Promise<void> {
  const startedAt = new Date();
  const write = async () => {
    const beatAt = new Date();
    await db().workerHeartbeat.upsert({ where: { id }, update: { beatAt }, create: { id, startedAt, beatAt } });
    await db().workerHeartbeat.deleteMany({ where: { beatAt: { lt: new Date(beatAt.getTime() - FORGET_AFTER_MS) } } });
  };
  const attempt = () =>
    void write().catch((error: unknown) => log().warn({ err: error }, "could not write the heartbeat"));
  attempt();
  const timer = setInterval(attempt, BEAT_MS);
  return async () => {
    clearInterval(timer);
    await db().workerHeartbeat.deleteMany({ where: { id } });
  };
}
