import { spawn } from "node:child_process";
import { ROOT } from "../lib/root.mjs";

const PATIENCE_MS = 15_000;
const running = new Map();
let isEnding = false;

/**
 * Runs a Node program to its end.
 *
 * @returns `{ isGood, output }`: whether it ended with 0, and all it printed. Never resolves after `endChildren`.
 */
export async function runCommand(args) {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, NO_COLOR: "1", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own: Ctrl-C reaches this process alone, which ends the others in order.
    detached: process.platform !== "win32",
  });
  const ended = new Promise((resolve) => {
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

/** Ends what runs: asks first, and after a while insists. */
export async function endChildren() {
  isEnding = true;
  const children = [...running];
  for (const [child] of children) child.kill("SIGINT");
  const force = setTimeout(() => {
    for (const [child] of children) killGroup(child);
  }, PATIENCE_MS);
  await Promise.all(children.map(([, ended]) => ended));
  clearTimeout(force);
}

function killGroup(child) {
  try {
    process.kill(process.platform === "win32" ? child.pid : -child.pid, "SIGKILL");
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}
