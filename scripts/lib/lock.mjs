import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { hasCode } from "./error-code.mjs";

/** @typedef {{ pid: number, birth: string, publicUrl?: string }} Holder what a lock file says about its process */

/** A running process holds the lock; `holder` is what it wrote. */
export class Locked extends Error {
  /** @param {Holder} holder */
  constructor(holder) {
    super(`held by process ${holder.pid}`);
    this.holder = holder;
  }
}

/**
 * Takes a lock file that names this process. A file left behind by a process that has ended is replaced.
 *
 * @param {string} file
 * @param {{ publicUrl?: string }} facts written into the file.
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
 * Does the work while holding the lock. Waits first while another process holds it.
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
 * Whether the holder is running. Process ids are reused, so the start time must match too.
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
 * When a process started, as text that no other process with its id has. Empty where the system does not say.
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
    // A process of another user, or one that just ended.
  }
  return "";
}
