import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { ROOT } from "../lib/root.mjs";
import { NODE_FLAGS } from "./services";

/** Clock ticks per second in /proc/<pid>/stat, which are always 100 on Linux. */
const TICKS_PER_SECOND = 100;

/** A running server. */
export interface Server {
  pid: number;
  /** The first message it sent. */
  message: unknown;
  stop(): Promise<void>;
}

/** Starts a server with the flags of `npm start`. Resolves when it sends its first message. */
export async function startServer(file: string, env: Record<string, string>): Promise<Server> {
  const child = spawn(process.execPath, [...NODE_FLAGS, file], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const message = await Promise.race([
    once(child, "message").then(([first]) => first),
    once(child, "exit").then(([code]) => Promise.reject(new Error(`${file} exited with code ${code}`))),
  ]);
  return { pid: child.pid ?? 0, message, stop: () => stopServer(child) };
}

async function stopServer(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}

/** Returns the resident memory of a process in megabytes. */
export function residentMb(pid: number): number {
  return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) / 1024;
}

/** Returns the CPU time of a process in seconds. Null: the system has no /proc. */
export function cpuSeconds(pid: number): number | null {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return null;
  const fields = readFileSync(file, "utf8").split(") ").at(-1)?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}
