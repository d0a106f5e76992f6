import { type Announcement, collectAnnouncements, passOn } from "./announce";
import { db, type Tx } from "./client";

/**
 * Runs what must happen together: all of it is stored, or none. The work must not call out of the database.
 * What the work announces is passed on after the commit, before this returns.
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
