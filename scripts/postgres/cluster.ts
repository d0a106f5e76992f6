import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import pg from "pg";
import { PlainError } from "../lib/plain-error.mjs";
import { freePort } from "../lib/ports";
import { type Account, mayEnter } from "./account";
import { SHARED_HOME } from "./binaries";

const ROLE = "keyhold";
const DATABASE = "keyhold";

/** The cluster of a data directory, as stored in `postgres.json`, which only its owner can read. */
export interface Cluster {
  port: number;
  password: string;
  /** Postgres' own data directory, relative to the data directory when it is inside. */
  folder: string;
  /** Whether the product's database exists. */
  hasDatabase: boolean;
}

/**
 * Returns the cluster of a data directory, or `null` when there is none.
 *
 * @throws PlainError when there is data but no `postgres.json`.
 */
export function readCluster(dataDir: string): Cluster | null {
  const file = path.join(dataDir, "postgres.json");
  if (existsSync(file)) {
    const cluster: Cluster = JSON.parse(readFileSync(file, "utf8"));
    return existsSync(path.join(clusterFolder(dataDir, cluster), "PG_VERSION")) ? cluster : null;
  }
  const orphan = path.join(dataDir, "postgres");
  if (!existsSync(path.join(orphan, "PG_VERSION"))) return null;
  throw new PlainError(
    `${orphan} contains a database, but ${file} with its password is missing. Restore the file, or move the folder.`,
  );
}

/** Returns Postgres' own data directory. */
export function clusterFolder(dataDir: string, { folder }: Pick<Cluster, "folder">): string {
  return path.resolve(dataDir, folder);
}

/** Stores the cluster's description. @returns it. */
export function saveCluster(dataDir: string, cluster: Cluster): Cluster {
  const file = path.join(dataDir, "postgres.json");
  writeFileSync(`${file}.new`, `${JSON.stringify(cluster, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return cluster;
}

/** Returns the URL of a database of the cluster, with its password. */
export function databaseUrl({ port, password }: Cluster, database = DATABASE): string {
  return `postgres://${ROLE}:${password}@127.0.0.1:${port}/${database}`;
}

interface CreateOptions {
  bin: string;
  /** The account to run Postgres as. Null: this process's own account. */
  account: Account | null;
  isDurable: boolean;
}

/** Creates a cluster with a random password, a free port, and UTF-8 with Unicode case rules. */
export async function createCluster(dataDir: string, options: CreateOptions): Promise<Cluster> {
  const { bin, account, isDurable } = options;
  const folder = account ? folderFor(dataDir, account) : path.join(dataDir, "postgres");
  const unfinished = `${folder}.new`;
  rmSync(folder, { recursive: true, force: true });
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  const password = randomBytes(24).toString("hex");
  const passwordFile = path.join(unfinished, "..", `postgres-password-${process.pid}`);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account) for (const target of [unfinished, passwordFile]) chownSync(target, account.uid, account.gid);
  const place = ["-D", unfinished, "-U", ROLE, "-A", "scram-sha-256", `--pwfile=${passwordFile}`, "-E", "UTF8"];
  const locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const args = [...place, ...locale, ...(isDurable ? [] : ["--no-sync"])];
  const { status, stderr, error } = spawnSync(path.join(bin, "initdb"), args, {
    ...account,
    cwd: "/",
    encoding: "utf8",
  });
  rmSync(passwordFile, { force: true });
  if (status !== 0) throw new PlainError(`Postgres couldn't create its data directory: ${stderr || error}`);
  const known = { port: await freePort(), password, folder: folderName(dataDir, folder), hasDatabase: false };
  saveCluster(dataDir, known);
  renameSync(unfinished, folder);
  return known;
}

/** Returns a path relative to the data directory if it is inside, so that a checkout can be moved. */
function folderName(dataDir: string, folder: string): string {
  return path.dirname(folder) === dataDir ? path.basename(folder) : folder;
}

/**
 * Returns where root creates the cluster: in the data directory if the account can get access to it, else below /var/lib.
 * Only root can read the keys in the data directory.
 */
function folderFor(dataDir: string, account: Account): string {
  const inside = path.join(dataDir, "postgres");
  if (statSync(dataDir).uid === 0) {
    chownSync(dataDir, 0, account.gid);
    chmodSync(dataDir, 0o710);
  }
  if (mayEnter(dataDir, account)) return inside;
  chmodSync(dataDir, 0o700);
  mkdirSync(SHARED_HOME, { recursive: true, mode: 0o755 });
  return path.join(SHARED_HOME, `data-${randomBytes(8).toString("hex")}`);
}

/** Creates the product's database in a running cluster. */
export async function createDatabase(dataDir: string, cluster: Cluster): Promise<Cluster> {
  const client = new pg.Client({ connectionString: databaseUrl(cluster, "postgres") });
  await client.connect();
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
  return saveCluster(dataDir, { ...cluster, hasDatabase: true });
}
