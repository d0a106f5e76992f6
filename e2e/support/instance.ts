// Starts one real instance per run, as `npm start` does, on a free port with an empty data directory.
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

/** Starts a separate instance. @param variables added to those of every instance. */
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

/** Empty values count as not set, so that no variable of the shell or `.env` reaches the instance. */
function instanceEnv(port: number, dataDir: string): Record<string, string> {
  const unset = Object.keys(EnvSchema.in.shape).map((name) => [name, ""]);
  return {
    ...Object.fromEntries(unset),
    NEXTAUTH_URL: "",
    PORT: String(port),
    KEYHOLD_DATA_DIR: dataDir,
    // The tests' webhook receivers listen here.
    KEYHOLD_OUTBOUND_ALLOW: "127.0.0.1",
  };
}

/** Returns the URL that the instance prints when it is ready. @throws Error when it exits before. */
async function addressOf(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error("The instance has no output to read");
  for await (const line of createInterface({ input: child.stdout })) if (line.startsWith("http")) return line;
  throw new Error("The instance exited before it was ready. See its output above.");
}

/** Removes the data directories of killed runs. */
function removeLeftovers(): void {
  for (const name of readdirSync(ROOT).filter((entry) => entry.startsWith(DATA_DIR))) {
    try {
      removeDataDir(path.join(ROOT, name));
    } catch (error) {
      if (!(error instanceof Locked)) throw error;
    }
  }
}
