import { mkdirSync } from "node:fs";
import path from "node:path";
import { freePort } from "./lib/ports.mjs";
import { postgresAccount } from "./postgres/account.mjs";
import { findBinaries } from "./postgres/binaries.mjs";
import {
  clusterFolder,
  createCluster,
  createDatabase,
  databaseUrl,
  readCluster,
  saveCluster,
} from "./postgres/cluster.mjs";
import { checkMajor, PortTaken, runServer } from "./postgres/server.mjs";

/**
 * Starts the embedded Postgres of a data directory, or takes over one that outlived its starter. It listens on 127.0.0.1
 * only.
 *
 * @param dataDir absolute path; made when absent.
 * @param isDurable false for tests: nothing is written through to the disk.
 * @returns `{ url, isNew, folder, stop(), exited }`; `exited` resolves when the server ends, whoever ended it.
 * @throws PlainError when it does not start.
 */
export async function startPostgres({ dataDir, isDurable = true }) {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const existing = readCluster(dataDir);
  const account = postgresAccount(existing ? clusterFolder(dataDir, existing) : dataDir);
  const { bin, major } = findBinaries(account);
  let cluster = existing ?? (await createCluster(dataDir, { bin, account, isDurable }));
  const folder = clusterFolder(dataDir, cluster);
  checkMajor(folder, major);
  const logFile = path.join(dataDir, "postgres.log");
  const start = () => runServer({ folder, port: cluster.port, bin, account, isDurable, logFile });
  const server = await start().catch(async (error) => {
    if (!(error instanceof PortTaken)) throw error;
    cluster = saveCluster(dataDir, { ...cluster, port: await freePort() });
    return start();
  });
  if (server.port !== cluster.port) cluster = saveCluster(dataDir, { ...cluster, port: server.port });
  if (!cluster.hasDatabase) cluster = await createDatabase(dataDir, cluster);
  return { url: databaseUrl(cluster), isNew: existing === null, folder, stop: server.stop, exited: server.exited };
}
