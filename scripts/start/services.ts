import { type ChildProcess, spawn } from "node:child_process";
import readline from "node:readline";
import { ROOT } from "../lib/root.mjs";

/** Longer than the 30 s in which the processes finish work in progress. */
const KILL_AFTER_MS = 35_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
const CALM_MS = 60_000;

/** Flags for a small heap: small young generations, and a collection before it has grown by half. See docs/decisions/0007. */
export const NODE_FLAGS = ["--max-semi-space-size=8", "--heap-growing-percent=40"];

export interface ServiceOptions {
  name: string;
  /** Path of its module, from the root of the checkout. */
  file: string;
  env: Record<string, string>;
  /** Called with each line of its output, prefixed with its name. */
  write(line: string): void;
}

/** One of the product's processes. */
export interface Service {
  /** Resolves when the process reports that it is ready. */
  ready: Promise<unknown>;
  /** Resolves with a description of how it exited. */
  exited: Promise<string>;
  stop(): Promise<void>;
}

/** Starts one of the product's processes. */
export function startService({ name, file, env, write }: ServiceOptions): Service {
  const child = spawn(process.execPath, [...NODE_FLAGS, file], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    // A separate process group, so that Ctrl-C reaches only the parent. The channel closes when the parent exits.
    detached: true,
  });
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) readline.createInterface({ input: stream }).on("line", (line) => write(`${name.padEnd(6)} | ${line}`));
  }
  const ready = new Promise((resolve) => child.once("message", resolve));
  const exited = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`));
  });
  return { ready, exited, stop: () => stopChild(child, exited) };
}

async function stopChild(child: ChildProcess, exited: Promise<string>): Promise<void> {
  child.kill("SIGTERM");
  const force = setTimeout(() => child.kill("SIGKILL"), KILL_AFTER_MS);
  await exited;
  clearTimeout(force);
}

/**
 * Starts a service and restarts it whenever it exits, after a pause that grows with repeated failures.
 *
 * @returns a function that stops it.
 */
export function keepRunning(options: ServiceOptions): () => Promise<void> {
  const { name, write } = options;
  let isStopping = false;
  let service: Service | undefined;
  let pause = FIRST_PAUSE_MS;
  let timer: NodeJS.Timeout | undefined;
  const start = () => {
    const startedAt = Date.now();
    service = startService(options);
    void service.exited.then((how) => {
      if (isStopping) return;
      if (Date.now() - startedAt > CALM_MS) pause = FIRST_PAUSE_MS;
      write(`The ${name} exited (${how}). Restarting it in ${pause / 1000} s.`);
      timer = setTimeout(start, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    });
  };
  start();
  return async () => {
    isStopping = true;
    clearTimeout(timer);
    await service?.stop();
  };
}
