import { spawn, spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync, truncateSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { PlainError } from "../lib/plain-error.mjs";
import { isPostgres, readPidFile } from "./pid-file.mjs";

const START_PATIENCE_MS = 60_000;
const STOP_PATIENCE_MS = 20_000;
const MAX_LOG_BYTES = 5_000_000;

/** Another program has the cluster's port. */
export class PortTaken extends Error {}

/** @throws PlainError when the cluster was made by another major version than the programs at hand. */
export function checkMajor(folder, major) {
  const made = readFileSync(path.join(folder, "PG_VERSION"), "utf8").trim();
  if (made === major) return;
  const remedy = `Dump it with PostgreSQL ${made} and load it into a new one, or set DATABASE_URL.`;
  throw new PlainError(
    `The database in ${folder} was made by PostgreSQL ${made}; the embedded one is ${major}. ${remedy}`,
  );
}

/**
 * Starts the server of a cluster and waits until it answers; one that is running already is taken over.
 *
 * @returns `{ port, exited, stop() }`; `exited` resolves when the server ends.
 * @throws PortTaken @throws PlainError with the end of the server's log.
 */
export async function runServer(options) {
  const { folder, bin, logFile } = options;
  if (existsSync(logFile) && statSync(logFile).size > MAX_LOG_BYTES) truncateSync(logFile);
  const giveUpAt = Date.now() + START_PATIENCE_MS;
  while (Date.now() < giveUpAt) {
    const { pid, exited } = findServer(folder) ?? spawnServer(options);
    const server = await whenReady({ pid, exited, folder, giveUpAt });
    if (server) return { port: server.port, exited, stop: () => stopServer({ pid, folder, bin }) };
    // Processes of a crashed server hold the cluster for a moment.
    await sleep(100);
  }
  throw new PlainError(`Postgres did not start in ${START_PATIENCE_MS / 1000} s. Its log: ${logFile}`);
}

/** A server that outlived its starter. A pid file left by a crash or a reboot is no server, and is removed. */
function findServer(folder) {
  const noted = readPidFile(folder);
  if (!noted) return null;
  if (isPostgres(noted.pid)) return { pid: noted.pid, exited: whenGone(noted.pid) };
  rmSync(path.join(folder, "postmaster.pid"), { force: true });
  return null;
}

async function whenGone(pid) {
  while (isPostgres(pid)) await sleep(200, undefined, { ref: false });
}

function spawnServer({ folder, port, bin, account, isDurable, logFile }) {
  const logStart = existsSync(logFile) ? statSync(logFile).size : 0;
  const log = openSync(logFile, "a", 0o600);
  const args = ["-D", folder, "-p", String(port), ...settings(isDurable).flatMap((setting) => ["-c", setting])];
  // A group of its own: Ctrl-C reaches the starter alone, which stops the database last.
  const child = spawn(path.join(bin, "postgres"), args, {
    ...account,
    cwd: "/",
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  child.unref();
  const exited = new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", () => resolve(readFileSync(logFile, "utf8").slice(logStart)));
  });
  return { pid: child.pid, exited };
}

function settings(isDurable) {
  const always = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "timezone=UTC",
    "log_timezone=UTC",
    "log_checkpoints=off",
  ];
  if (isDurable) return always;
  return [...always, "fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"];
}

/** @returns what the pid file says once the server answers; null when it ended and another try makes sense. */
async function whenReady({ pid, exited, folder, giveUpAt }) {
  let end;
  void exited.then((log) => {
    end = { log };
  });
  while (!end && Date.now() < giveUpAt) {
    const noted = readPidFile(folder);
    if (noted?.pid === pid && noted.isReady) return noted;
    await sleep(10);
  }
  if (end?.log) explainEnd(end.log);
  return null;
}

function explainEnd(log) {
  if (/could not bind|Address already in use/i.test(log)) throw new PortTaken();
  if (/lock file .* already exists|pre-existing shared memory block/i.test(log)) return;
  throw new PlainError(`Postgres ended while starting:\n${log.trim().split("\n").slice(-8).join("\n")}`);
}

/** Ends the server: open connections are cut, what was committed is on the disk. */
async function stopServer({ pid, folder, bin }) {
  if (process.platform === "win32") spawnSync(path.join(bin, "pg_ctl"), ["stop", "-D", folder, "-m", "fast"]);
  else signal(pid, "SIGINT");
  const giveUpAt = Date.now() + STOP_PATIENCE_MS;
  while (isPostgres(pid) && Date.now() < giveUpAt) await sleep(10);
  if (isPostgres(pid)) signal(pid, "SIGQUIT");
}

function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}
