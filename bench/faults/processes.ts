import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type pg from "pg";
import { freePort } from "../../scripts/lib/ports";
import { ROOT } from "../../scripts/lib/root.mjs";
import { NODE_FLAGS } from "../../scripts/start/services";

/** The processes' output is hidden unless FAULTS_LOG is set: `FAULTS_LOG=warn npm run faults`. */
const SHOWN = process.env.FAULTS_LOG ? "inherit" : "ignore";

export type Env = Record<string, string>;

/** One of the product's processes. */
export interface Running {
  child: ChildProcess;
  /** Resolves with the exit code and signal. */
  exited: Promise<[code: number | null, signal: NodeJS.Signals | null]>;
  kill(signal: NodeJS.Signals): boolean;
  isAlive(): boolean;
}

/** A web process and its URL. */
export interface Web extends Running {
  url: string;
}

/** Runs one SQL statement. */
export type Query = (text: string, values?: unknown[]) => Promise<pg.QueryResult>;

function start(file: string, env: Env): Running {
  const child = spawn(process.execPath, [...NODE_FLAGS, file], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ["ignore", SHOWN, SHOWN, "ipc"],
  });
  const exited = new Promise<[number | null, NodeJS.Signals | null]>((resolve) =>
    child.once("exit", (code, signal) => resolve([code, signal])),
  );
  return {
    child,
    exited,
    kill: (signal) => child.kill(signal),
    isAlive: () => child.exitCode === null && child.signalCode === null,
  };
}

/** Starts a web process. Resolves when it serves requests. */
export async function startWeb(env: Env): Promise<Web> {
  const port = await freePort();
  const web = start("dist/main.mjs", { ...env, PORT: String(port) });
  const failed = web.exited.then(([code]) => Promise.reject(new Error(`A web process exited with code ${code}`)));
  failed.catch(() => undefined);
  await Promise.race([once(web.child, "message"), failed]);
  return { ...web, url: `http://127.0.0.1:${port}` };
}

/** Starts a worker. Resolves when its heartbeat is in the database. */
export async function startWorker(env: Env, query: Query): Promise<Running> {
  const worker = start("dist/worker.mjs", env);
  const isBeating = async () => {
    const { rows } = await query(`select 1 from "WorkerHeartbeat" where id like $1`, [`worker:${worker.child.pid}:%`]);
    return rows.length > 0;
  };
  for (let tries = 0; !(await isBeating()); tries += 1) {
    if (!worker.isAlive() || tries > 600) throw new Error("A worker did not start");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return worker;
}

/** The process that inserts connections into the database. */
export interface Seeder {
  seed(names: readonly string[], tokenUrl: string): Promise<void>;
  stop(): void;
}

/** Starts the process that inserts connections into the database. */
export function startSeeder(env: Env): Seeder {
  const { child, exited, kill } = start("dist/faults/seed.mjs", { ...env, PORT: "1" });
  const ended = exited.then(() => Promise.reject(new Error("The seeding process exited")));
  ended.catch(() => undefined);
  return {
    seed: async (names, tokenUrl) => {
      child.send({ names, tokenUrl });
      const [{ error }] = await Promise.race([once(child, "message"), ended]);
      if (error) throw new Error(error);
    },
    stop: () => void kill("SIGKILL"),
  };
}

/** Signals processes and waits until they exit. */
export async function endAll(processes: readonly Running[], signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
  for (const one of processes) if (one.isAlive()) one.kill(signal);
  await Promise.all(processes.map((one) => (one.isAlive() ? one.exited : null)));
}
