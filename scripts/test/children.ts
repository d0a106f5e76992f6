import { type ChildProcess, spawn } from "node:child_process";
import { hasCode } from "../lib/error-code.mjs";
import { ROOT } from "../lib/root.mjs";

const PATIENCE_MS = 15_000;
const running = new Map<ChildProcess, Promise<Ended>>();
let isEnding = false;

/** The result of a command. */
export interface Ended {
  /** Whether its exit code was 0. */
  isGood: boolean;
  /** Its whole output. */
  output: string;
}

/** Runs a Node program until it exits. Never resolves after `endChildren`. */
export async function runCommand(args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, NO_COLOR: "1", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "pipe", "pipe"],
    // A separate process group, so that Ctrl-C reaches only this process, which stops the others in order.
    detached: process.platform !== "win32",
  });
  const ended = new Promise<Ended>((resolve) => {
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text) => (output += text));
    child.once("error", (error) => resolve({ isGood: false, output: String(error) }));
    child.once("close", (code, signal) => {
      const end = signal ? `\nended by ${signal}\n` : "";
      resolve({ isGood: code === 0, output: output + end });
    });
  });
  running.set(child, ended);
  const result = await ended;
  running.delete(child);
  return isEnding ? new Promise(() => {}) : result;
}

/** Stops all running programs: with SIGINT, and after a while with SIGKILL. */
export async function endChildren(): Promise<void> {
  isEnding = true;
  const children = [...running];
  for (const [child] of children) child.kill("SIGINT");
  const force = setTimeout(() => {
    for (const [child] of children) killGroup(child);
  }, PATIENCE_MS);
  await Promise.all(children.map(([, ended]) => ended));
  clearTimeout(force);
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
  } catch (error) {
    if (!hasCode(error, "ESRCH")) throw error;
  }
}
