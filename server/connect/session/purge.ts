import { db } from "@/server/db";

const KEEP_SESSIONS_MS = 31 * 24 * 60 * 60 * 1000;
const KEEP_ATTEMPTS_MS = 2 * 24 * 60 * 60 * 1000;

/**
 * Deletes connect sessions 31 days after they expire, and authorization attempts and password links two days after.
 * @returns 0: nothing is left for another round.
 */
export async function purgeExpired(now: Date = new Date()): Promise<number> {
  const before = (age: number) => new Date(now.getTime() - age);
  await db().authAttempt.deleteMany({ where: { expiresAt: { lt: before(KEEP_ATTEMPTS_MS) } } });
  await db().connectSession.deleteMany({ where: { expiresAt: { lt: before(KEEP_SESSIONS_MS) } } });
  await db().passwordReset.deleteMany({ where: { expiresAt: { lt: before(KEEP_ATTEMPTS_MS) } } });
  return 0;
}
