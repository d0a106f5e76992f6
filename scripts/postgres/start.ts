import { mkdirSync } from "node:fs";
import path from "node:path";
import { freePort } from "../lib/ports";
import { postgresAccount } from "./account";
import { findBinaries } from "./binaries";
import { clusterFolder, createCluster, createDatabase, databaseUrl, readCluster, saveCluster } from "./cluster";
import { checkMajor, PortTaken, runServer } from "./server";

interface PostgresOptions {
  /** Absolute path. Created if it doesn't exist. */
  dataDir: string;
  /** False for tests: Postgres doesn't flush data to the disk. */
  isDurable?: boolean;
}

/** A running embedded Postgres. */
export interface EmbeddedPostgres {
  url: string;
  /** Whether this start created the cluster. */
  isNew: boolean;
  /** Postgres' own data directory. */
  folder: string;
  stop(): Promise<void>;
  /** Resolves when the server exits for any reason. */
  exited: Promise<unknown>;
}

/**
 * Starts the embedded Postgres of a data directory, or takes over one that is still running. It listens only on 127.0.0.1.
 *
 * @throws PlainError when it doesn't start.
 */
export async function startPostgres({ dataDir, isDurable = true }: PostgresOptions): Promise<EmbeddedPostgres> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const existing = readCluster(dataDir);
  const account = postgresAccount(existing ? clusterFolder(dataDir, existing) : dataDir);
  const { bin, major } = findBinaries(account);
  let cluster = existing ?? (await createCluster(dataDir, { bin, account, isDurable }));
  const folder = clusterFolder(dataDir, cluster);
  checkMajor(folder, major);
  const logFile = path.join(dataDir, "postgres.log");
  const start = () => runServer({ folder, port: cluster.port, bin, account, isDurable, logFile });
  const server = await start().catch(async (error: unknown) => {
    if (!(error instanceof PortTaken)) throw error;
    cluster = saveCluster(dataDir, { ...cluster, port: await freePort() });
    return start();
  });
  if (server.port !== cluster.port) cluster = saveCluster(dataDir, { ...cluster, port: server.port });
  if (!cluster.hasDatabase) cluster = await createDatabase(dataDir, cluster);
  return { url: databaseUrl(cluster), isNew: existing === null, folder, stop: server.stop, exited: server.exited };
}
