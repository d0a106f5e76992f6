import { type Announcement, collectAnnouncements, passOn } from "./announce";
import { db, type Tx } from "./client";

/**
 * Runs work in one transaction. The work must only use the database.
 * Its announcements are passed on after the commit, before this returns.
 */
export async function inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  let announced: Announcement[] = [];
  const run = (tx: Tx) => {
    announced = collectAnnouncements(tx);
    return work(tx);
  };
  const result = await db().$transaction(run, { maxWait: 10_000, timeout: 15_000 });
  await passOn(announced);
  return result;
}
