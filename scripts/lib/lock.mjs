import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** A live process holds the lock; `holder` is what it wrote: `{ pid, birth, … }`. */
export class Locked extends Error {
  constructor(holder) {
    super(`held by process ${holder.pid}`);
    this.holder = holder;
  }
}

/**
 * Takes a lock file that names this process. One left behind by a process that is gone is taken over.
 *
 * @returns a function that gives the lock back.
 * @throws Locked
 */
export function takeLock(file, facts = {}) {
  mkdirSync(path.dirname(file), { recursive: true });
  const mine = JSON.stringify({ pid: process.pid, birth: birthOf(process.pid), ...facts });
  for (;;) {
    try {
      writeFileSync(file, mine, { flag: "wx", mode: 0o600 });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    const holder = readHolder(file);
    if (holder && isAlive(holder)) throw new Locked(holder);
    rmSync(file, { force: true });
  }
}

/** Does the work while holding the lock; waits for a live holder first, and says so once. */
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

function readHolder(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}

/** Numbers of processes are used again, so the time of birth counts, too. */
function isAlive({ pid, birth }) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== "EPERM") return false;
  }
  return birthOf(pid) === birth;
}

/** When a process was born, as text that no other process with its number has. Empty where it cannot be told. */
function birthOf(pid) {
  try {
    if (process.platform === "linux") {
      const afterName = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1);
      return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()}:${afterName.split(" ")[19]}`;
    }
    if (process.platform === "darwin")
      return spawnSync("ps", ["-o", "lstart=", "-p", pid], { encoding: "utf8" }).stdout.trim();
  } catch {
    // A process of another user, or one that just ended.
  }
  return "";
}
