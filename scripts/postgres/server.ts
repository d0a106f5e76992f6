import { spawn, spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync, truncateSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { hasCode } from "../lib/error-code.mjs";
import { PlainError } from "../lib/plain-error.mjs";
import type { Account } from "./account";
import { isPostgres, type PidFile, readPidFile } from "./pid-file";

const START_PATIENCE_MS = 60_000;
const STOP_PATIENCE_MS = 20_000;
const MAX_LOG_BYTES = 5_000_000;

/** Another program uses the cluster's port. */
export class PortTaken extends Error {}

/** Checks the major version. @throws PlainError when another version created the cluster. */
export function checkMajor(folder: string, major: string): void {
  const made = readFileSync(path.join(folder, "PG_VERSION"), "utf8").trim();
  if (made === major) return;
  const remedy = `Dump it with PostgreSQL ${made} and restore it into a new one, or set DATABASE_URL.`;
  throw new PlainError(
    `The database in ${folder} was created by PostgreSQL ${made}, but the embedded version is ${major}. ${remedy}`,
  );
}

interface ServerOptions {
  folder: string;
  port: number;
  bin: string;
  account: Account | null;
  isDurable: boolean;
  logFile: string;
}

interface Process {
  pid: number;
  /** Resolves with its log when it exits. Only for a child process of ours. */
  exited: Promise<string | undefined>;
}

interface RunningServer {
  port: number;
  exited: Process["exited"];
  stop(): Promise<void>;
}

/**
 * Starts the server of a cluster and waits until it responds, or takes over one that is already running.
 *
 * @throws PortTaken @throws PlainError with the end of the server's log.
 */
export async function runServer(options: ServerOptions): Promise<RunningServer> {
  const { folder, logFile } = options;
  if (existsSync(logFile) && statSync(logFile).size > MAX_LOG_BYTES) truncateSync(logFile);
  const giveUpAt = Date.now() + START_PATIENCE_MS;
  while (Date.now() < giveUpAt) {
    const found = findServer(folder) ?? spawnServer(options);
    const server = await whenReady(found, folder, giveUpAt);
    if (server) return { port: server.port, exited: found.exited, stop: () => stopServer(found.pid, options) };
    // Processes of a crashed server still use the cluster for a moment.
    await sleep(100);
  }
  throw new PlainError(`Postgres didn't start within ${START_PATIENCE_MS / 1000} s. See its log: ${logFile}`);
}

/** Returns a server that is still running. Removes a stale pid file of a crash or reboot. */
function findServer(folder: string): Process | null {
  const noted = readPidFile(folder);
  if (!noted) return null;
  if (isPostgres(noted.pid)) return { pid: noted.pid, exited: whenGone(noted.pid) };
  rmSync(path.join(folder, "postmaster.pid"), { force: true });
  return null;
}

async function whenGone(pid: number): Promise<undefined> {
  while (isPostgres(pid)) await sleep(200, undefined, { ref: false });
}

function spawnServer({ folder, port, bin, account, isDurable, logFile }: ServerOptions): Process {
  const logStart = existsSync(logFile) ? statSync(logFile).size : 0;
  const log = openSync(logFile, "a", 0o600);
  const args = ["-D", folder, "-p", String(port), ...settings(isDurable).flatMap((setting) => ["-c", setting])];
  // A separate process group, so that Ctrl-C reaches only the parent process, which stops the database last.
  const child = spawn(path.join(bin, "postgres"), args, {
    ...account,
    cwd: "/",
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  child.unref();
  const exited = new Promise<string>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", () => resolve(readFileSync(logFile, "utf8").slice(logStart)));
  });
  // Without a process ID it didn't start, and `exited` says why.
  return { pid: child.pid ?? 0, exited };
}

function settings(isDurable: boolean): string[] {
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

/** Returns the pid file when the server responds, or null when it exited and another attempt makes sense. */
async function whenReady({ pid, exited }: Process, folder: string, giveUpAt: number): Promise<PidFile | null> {
  const end: { log?: string | undefined; hasCome: boolean } = { hasCome: false };
  void exited.then((log) => {
    Object.assign(end, { log, hasCome: true });
  });
  while (!end.hasCome && Date.now() < giveUpAt) {
    const noted = readPidFile(folder);
    if (noted?.pid === pid && noted.isReady) return noted;
    await sleep(10);
  }
  if (end.log) explainEnd(end.log);
  return null;
}

function explainEnd(log: string): void {
  if (/could not bind|Address already in use/i.test(log)) throw new PortTaken();
  if (/lock file .* already exists|pre-existing shared memory block/i.test(log)) return;
  throw new PlainError(`Postgres exited while starting:\n${log.trim().split("\n").slice(-8).join("\n")}`);
}

/** Stops the server. Closes open connections. Committed data is on the disk. */
async function stopServer(pid: number, { folder, bin }: ServerOptions): Promise<void> {
  if (process.platform === "win32") spawnSync(path.join(bin, "pg_ctl"), ["stop", "-D", folder, "-m", "fast"]);
  else signal(pid, "SIGINT");
  const giveUpAt = Date.now() + STOP_PATIENCE_MS;
  while (isPostgres(pid) && Date.now() < giveUpAt) await sleep(10);
  if (isPostgres(pid)) signal(pid, "SIGQUIT");
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!hasCode(error, "ESRCH")) throw error;
  }
}
