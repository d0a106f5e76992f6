import { db } from "@/server/db";

const KEEP_SESSIONS_MS = 31 * 24 * 60 * 60 * 1000;
const KEEP_ATTEMPTS_MS = 2 * 24 * 60 * 60 * 1000;

/** Forgets connect sessions a month after their end, authorization attempts and password links two days after theirs. @returns 0: one round does it all. */
export async function purgeExpired(now: Date = new Date()): Promise<number> {
  const before = (age: number) => new Date(now.getTime() - age);
  await db().authAttempt.deleteMany({ where: { expiresAt: { lt: before(KEEP_ATTEMPTS_MS) } } });
  await db().connectSession.deleteMany({ where: { expiresAt: { lt: before(KEEP_SESSIONS_MS) } } });
  await db().passwordReset.deleteMany({ where: { expiresAt: { lt: before(KEEP_ATTEMPTS_MS) } } });
  return 0;
}
