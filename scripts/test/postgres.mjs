import path from "node:path";
import pg from "pg";
import { withLock } from "../lib/lock.mjs";
import { ROOT } from "../lib/root.mjs";
import { clusterFolder, readCluster } from "../postgres/cluster.mjs";
import { isPostgres, readPidFile } from "../postgres/pid-file.mjs";
import { startPostgres } from "../postgres.mjs";

const DATA_DIR = path.join(ROOT, ".keyhold-test");
/** Begins the `application_name` of each run's own connection; the number of its process follows. */
const RUN = "keyhold tests ";

/**
 * Runs of several terminals share one Postgres. They start and stop it one at a time.
 *
 * @param work gets `{ url, admin }`; `admin` is the connection that tells other runs of this one.
 * @returns what the work returns.
 */
export function joinPostgres(work) {
  return alone(async () => {
    const { url } = await startPostgres({ dataDir: DATA_DIR, isDurable: false });
    const admin = new pg.Client({ connectionString: url, application_name: RUN + process.pid });
    await admin.connect();
    return work({ url, admin });
  });
}

/** Stops the Postgres of the database tests, if it runs and no other run needs it. */
export function stopUnusedPostgres() {
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

/** The processes of the runs that are connected. One that was just killed may still seem to be. */
export async function liveRuns(admin) {
  const { rows } = await admin.query("select application_name as name from pg_stat_activity where datname is not null");
  return rows.flatMap(({ name }) => (name.startsWith(RUN) ? [Number(name.slice(RUN.length))] : [])).filter(isAlive);
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

function alone(work) {
  return withLock(path.join(DATA_DIR, "tests.lock"), work);
}
