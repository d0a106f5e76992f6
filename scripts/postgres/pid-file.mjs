import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** What `postmaster.pid` says: `{ pid, port, isReady }`, or `null` when there is no such file. */
export function readPidFile(folder) {
  const file = path.join(folder, "postmaster.pid");
  if (!existsSync(file)) return null;
  const [pid, , , port, , , , status = ""] = readFileSync(file, "utf8").split("\n");
  return { pid: Number(pid), port: Number(port), isReady: status.trim() === "ready" };
}

/** Tells whether a process lives and, where that can be seen, is a Postgres. Numbers are used again after a reboot. */
export function isPostgres(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== "EPERM") return false;
  }
  if (process.platform !== "linux") return true;
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
    return command.includes("postgres");
  } catch {
    return false;
  }
}
