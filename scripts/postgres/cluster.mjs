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
import { PlainError } from "../lib/plain-error.mjs";
import { freePort } from "../lib/ports.mjs";
import { mayEnter } from "./account.mjs";
import { SHARED_HOME } from "./binaries.mjs";

const ROLE = "keyhold";
const DATABASE = "keyhold";

/**
 * What is known about the cluster of a data directory: `{ port, password, folder, hasDatabase }`, or `null` when there is
 * none. It stands in `postgres.json`, which only the owner of the data directory can read.
 *
 * @throws PlainError when there is data but the file is gone.
 */
export function readCluster(dataDir) {
  const file = path.join(dataDir, "postgres.json");
  if (existsSync(file)) {
    const cluster = JSON.parse(readFileSync(file, "utf8"));
    return existsSync(path.join(clusterFolder(dataDir, cluster), "PG_VERSION")) ? cluster : null;
  }
  const orphan = path.join(dataDir, "postgres");
  if (!existsSync(path.join(orphan, "PG_VERSION"))) return null;
  throw new PlainError(
    `${orphan} holds a database, but ${file} with its password is gone. Put the file back, or move the folder away.`,
  );
}

/** Postgres' own data directory. */
export function clusterFolder(dataDir, { folder }) {
  return path.resolve(dataDir, folder);
}

/** Remembers changed facts about the cluster. */
export function saveCluster(dataDir, cluster) {
  const file = path.join(dataDir, "postgres.json");
  writeFileSync(`${file}.new`, `${JSON.stringify(cluster, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return cluster;
}

/** Address of a database of the cluster, password included. */
export function databaseUrl({ port, password }, database = DATABASE) {
  return `postgres://${ROLE}:${password}@127.0.0.1:${port}/${database}`;
}

/**
 * Makes the cluster: a random password, a free port, UTF-8 with Unicode rules for upper and lower case.
 *
 * @param account what Postgres runs as, `null` for this process's own account.
 */
export async function createCluster(dataDir, { bin, account, isDurable }) {
  const folder = account ? folderFor(dataDir, account) : path.join(dataDir, "postgres");
  const unfinished = `${folder}.new`;
  rmSync(folder, { recursive: true, force: true });
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  const password = randomBytes(24).toString("hex");
  const passwordFile = path.join(unfinished, "..", `postgres-password-${process.pid}`);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account) for (const target of [unfinished, passwordFile]) chownSync(target, account.uid, account.gid);
  const options = ["-D", unfinished, "-U", ROLE, "-A", "scram-sha-256", `--pwfile=${passwordFile}`, "-E", "UTF8"];
  const locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const args = [...options, ...locale, ...(isDurable ? [] : ["--no-sync"])];
  const { status, stderr, error } = spawnSync(path.join(bin, "initdb"), args, {
    ...account,
    cwd: "/",
    encoding: "utf8",
  });
  rmSync(passwordFile, { force: true });
  if (status !== 0) throw new PlainError(`Postgres could not make its data directory: ${stderr || error}`);
  const known = { port: await freePort(), password, folder: folderName(dataDir, folder), hasDatabase: false };
  saveCluster(dataDir, known);
  renameSync(unfinished, folder);
  return known;
}

/** Relative inside the data directory, so that a moved checkout still finds it. */
function folderName(dataDir, folder) {
  return path.dirname(folder) === dataDir ? path.basename(folder) : folder;
}

/**
 * Where root puts the cluster: in the data directory when the account can be let through to it, else below /var/lib. The
 * keys beside it stay readable for root alone.
 */
function folderFor(dataDir, account) {
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
export async function createDatabase(dataDir, cluster) {
  const { default: pg } = await import("pg");
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
