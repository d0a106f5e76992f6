import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { hasCode } from "../lib/error-code.mjs";

/** The content of `postmaster.pid`. */
export interface PidFile {
  pid: number;
  port: number;
  /** Whether the server accepts connections. */
  isReady: boolean;
}

/** Reads `postmaster.pid`. @returns null when there is no such file. */
export function readPidFile(folder: string): PidFile | null {
  const file = path.join(folder, "postmaster.pid");
  if (!existsSync(file)) return null;
  const [pid, , , port, , , , status = ""] = readFileSync(file, "utf8").split("\n");
  return { pid: Number(pid), port: Number(port), isReady: status.trim() === "ready" };
}

/** Whether a process is running and, if the system reports it, is a Postgres. Process IDs are reused after a reboot. */
export function isPostgres(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!hasCode(error, "EPERM")) return false;
  }
  if (process.platform !== "linux") return true;
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
    return command.includes("postgres");
  } catch {
    return false;
  }
}
