import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { hasCode } from "./error-code.mjs";

/** @typedef {{ pid: number, birth: string, publicUrl?: string }} Holder the process of a lock file */

/** A running process holds the lock. `holder` is the content of the lock file. */
export class Locked extends Error {
  /** @param {Holder} holder */
  constructor(holder) {
    super(`held by process ${holder.pid}`);
    this.holder = holder;
  }
}

/**
 * Creates a lock file for this process. Replaces one of a process that has ended.
 *
 * @param {string} file
 * @param {{ publicUrl?: string }} facts stored in the file.
 * @returns {() => void} a function that releases the lock.
 * @throws Locked when a running process holds it.
 */
export function takeLock(file, facts = {}) {
  mkdirSync(path.dirname(file), { recursive: true });
  const mine = JSON.stringify({ pid: process.pid, birth: birthOf(process.pid), ...facts });
  for (;;) {
    try {
      writeFileSync(file, mine, { flag: "wx", mode: 0o600 });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (!hasCode(error, "EEXIST")) throw error;
    }
    const holder = readHolder(file);
    if (holder && isAlive(holder)) throw new Locked(holder);
    rmSync(file, { force: true });
  }
}

/**
 * Runs the work under the lock. Waits while another process holds it.
 *
 * @template Result
 * @param {string} file
 * @param {() => Result | Promise<Result>} work
 * @param {(holder: Holder) => void} onWait called once, before waiting.
 * @returns {Promise<Result>}
 */
export async function withLock(file, work, onWait = () => {}) {
  for (let hasWaited = false; ; hasWaited = true) {
    try {
      const release = takeLock(file);
      return await Promise.resolve(work()).finally(release);
    } catch (error) {
      if (!(error instanceof Locked)) throw error;
      if (!hasWaited) onWait(error.holder);
      await sleep(200);
    }
  }
}

/**
 * @param {string} file
 * @returns {Holder | null}
 */
function readHolder(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}

/**
 * Whether the holder is running. Process IDs are reused, so the start time must match too.
 *
 * @param {Holder} holder
 */
function isAlive({ pid, birth }) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!hasCode(error, "EPERM")) return false;
  }
  return birthOf(pid) === birth;
}

/**
 * The start time of a process, as text that differs for a later process with the same ID. Empty: the system doesn't report it.
 *
 * @param {number} pid
 */
function birthOf(pid) {
  try {
    if (process.platform === "linux") {
      const afterName = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1) ?? "";
      return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()}:${afterName.split(" ")[19]}`;
    }
    if (process.platform === "darwin")
      return spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).stdout.trim();
  } catch {
    // The process belongs to another user, or has just ended.
  }
  return "";
}
