// Once per run: a real instance, started as `npm start` starts it, on a free port and an empty data directory.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { Locked } from "../../scripts/lib/lock.mjs";
import { freePort } from "../../scripts/lib/ports";
import { ROOT } from "../../scripts/lib/root.mjs";
import { removeDataDir } from "../../scripts/postgres/remove-data-dir";
import { EnvSchema } from "../../server/core/env";

const DATA_DIR = ".keyhold-e2e-";

interface Instance {
  url: string;
  stop(): Promise<void>;
}

/** Starts an instance of its own. @param variables beside those every instance has. */
export async function spawnInstance(variables: Record<string, string> = {}): Promise<Instance> {
  const port = await freePort();
  const dataDir = path.join(ROOT, DATA_DIR + port);
  const child = spawn(process.execPath, ["scripts/run.mjs", "scripts/start/main.ts", "--quiet"], {
    cwd: ROOT,
    env: { ...process.env, ...instanceEnv(port, dataDir), ...variables },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = await addressOf(child);
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill("SIGTERM");
      await once(child, "exit");
    }
    removeDataDir(dataDir);
  };
  return { url, stop };
}

/** Playwright's global setup. @returns the teardown. */
export default async function startInstance(): Promise<() => Promise<void>> {
  removeLeftovers();
  const { url, stop } = await spawnInstance();
  process.env.KEYHOLD_E2E_URL = url;
  return stop;
}

/** No variable of the shell or of `.env` reaches the instance: empty means not set. */
function instanceEnv(port: number, dataDir: string): Record<string, string> {
  const unset = Object.keys(EnvSchema.in.shape).map((name) => [name, ""]);
  return {
    ...Object.fromEntries(unset),
    NEXTAUTH_URL: "",
    PORT: String(port),
    KEYHOLD_DATA_DIR: dataDir,
    // Where the journeys' own webhook receivers listen.
    KEYHOLD_OUTBOUND_ALLOW: "127.0.0.1",
  };
}

/** The address the instance prints once it serves. @throws Error when it ends before. */
async function addressOf(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error("The instance has no output to read.");
  for await (const line of createInterface({ input: child.stdout })) if (line.startsWith("http")) return line;
  throw new Error("The instance ended before it served. See its lines above.");
}

/** Data directories of runs that were killed. */
function removeLeftovers(): void {
  for (const name of readdirSync(ROOT).filter((entry) => entry.startsWith(DATA_DIR))) {
    try {
      removeDataDir(path.join(ROOT, name));
    } catch (error) {
      if (!(error instanceof Locked)) throw error;
    }
  }
}
