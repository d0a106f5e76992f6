import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { takeLock } from "../lib/lock.mjs";
import { clusterFolder, readCluster } from "./cluster";
import { isPostgres, readPidFile } from "./pid-file";

/**
 * Removes a temporary data directory with its database, wherever that is. Stops a Postgres that is still running.
 *
 * @throws Locked when an instance uses it.
 */
export function removeDataDir(dataDir: string): void {
  if (!existsSync(dataDir)) return;
  takeLock(path.join(dataDir, "start.lock"));
  const cluster = readCluster(dataDir);
  if (cluster) {
    const folder = clusterFolder(dataDir, cluster);
    const noted = readPidFile(folder);
    if (noted && isPostgres(noted.pid)) process.kill(noted.pid, "SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }
  rmSync(dataDir, { recursive: true, force: true });
}
