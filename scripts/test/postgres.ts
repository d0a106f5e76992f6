import path from "node:path";
import pg from "pg";
import { hasCode } from "../lib/error-code.mjs";
import { withLock } from "../lib/lock.mjs";
import { ROOT } from "../lib/root.mjs";
import { clusterFolder, readCluster } from "../postgres/cluster";
import { isPostgres, readPidFile } from "../postgres/pid-file";
import { startPostgres } from "../postgres/start";

const DATA_DIR = path.join(ROOT, ".keyhold-test");
/** Prefix of the `application_name` of each run's connection. The process ID follows. */
const RUN = "keyhold tests ";

/** The Postgres that runs share. */
export interface SharedPostgres {
  url: string;
  /** The connection that shows other runs that this run uses it. */
  admin: pg.Client;
}

/**
 * Runs work under the lock for starting and stopping the Postgres that runs of several terminals share.
 *
 * @returns the result of the work.
 */
export function joinPostgres<Result>(work: (shared: SharedPostgres) => Promise<Result>): Promise<Result> {
  return alone(async () => {
    const { url } = await startPostgres({ dataDir: DATA_DIR, isDurable: false });
    const admin = new pg.Client({ connectionString: url, application_name: RUN + process.pid });
    await admin.connect();
    return work({ url, admin });
  });
}

/** Stops the Postgres of the database tests, if it is running and no other run uses it. */
export function stopUnusedPostgres(): Promise<void> {
  return alone(async () => {
    const cluster = readCluster(DATA_DIR);
    const noted = cluster && readPidFile(clusterFolder(DATA_DIR, cluster));
    if (!noted || !isPostgres(noted.pid)) return;
    const { url, stop } = await startPostgres({ dataDir: DATA_DIR, isDurable: false });
    const admin = new pg.Client({ connectionString: url });
    await admin.connect();
    const others = (await liveRuns(admin)).filter((run) => run !== process.pid);
    await admin.end();
    if (others.length === 0) await stop();
  });
}

/** Returns the process IDs of the connected runs. A run that was just killed can still be included. */
export async function liveRuns(admin: pg.Client): Promise<number[]> {
  const { rows } = await admin.query<{ name: string }>(
    "select application_name as name from pg_stat_activity where datname is not null",
  );
  return rows.flatMap(({ name }) => (name.startsWith(RUN) ? [Number(name.slice(RUN.length))] : [])).filter(isAlive);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, "EPERM");
  }
}

function alone<Result>(work: () => Promise<Result>): Promise<Result> {
  return withLock(path.join(DATA_DIR, "tests.lock"), work);
}
