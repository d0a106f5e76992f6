import { randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "../build/build";
import { BUILD } from "../build/steps";
import { bundle } from "../lib/bundle.mjs";
import { freePort } from "../lib/ports";
import { ROOT } from "../lib/root.mjs";
import { removeDataDir } from "../postgres/remove-data-dir";
import { startPostgres } from "../postgres/start";
import { startServer } from "../start/processes";
import { serviceEnv } from "../start/service-env";

const CALL_AS = "dist/prove/call-as.mjs";
const PREFIX = ".keyhold-prove-";
/** For this run only, because several can run at once. */
const DATA_DIR = path.join(ROOT, PREFIX + process.pid);
/** The product's public URL. It is https, so that the simulator can also play entries that contain it. */
export const PUBLIC_URL = "https://keyhold.example";

/** Builds everything but the pages. */
export async function buildParts(say: (line: string) => void): Promise<void> {
  await build(
    BUILD.map((group) => group.filter(({ name }) => name !== "pages")),
    say,
  );
  // Bundled here, because it needs the generated database client.
  await bundle("server/testing/call-as.ts", CALL_AS);
}

/** Returns a free port and the product's URL on it. */
export async function reservePlace(): Promise<{ port: number; url: string }> {
  const port = await freePort();
  return { port, url: `http://127.0.0.1:${port}` };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Removes the data directories of killed runs. */
function removeLeftovers(): void {
  for (const name of readdirSync(ROOT)) {
    if (name.startsWith(PREFIX) && !isRunning(Number(name.slice(PREFIX.length)))) removeDataDir(path.join(ROOT, name));
  }
}

type CallAs = typeof import("@/server/testing/call-as");

interface Product {
  apiKey: string;
  callAs: CallAs["callAs"];
  stop(): Promise<void>;
}

/** Starts the web process on a new embedded Postgres. Its outbound calls go to the simulator. */
export async function startProduct({ port, stageUrl }: { port: number; stageUrl: string }): Promise<Product> {
  removeLeftovers();
  const postgres = await startPostgres({ dataDir: DATA_DIR, isDurable: false });
  const apiKey = `prove-${randomBytes(24).toString("hex")}`;
  const env = {
    ...serviceEnv({ dataDir: DATA_DIR, publicUrl: PUBLIC_URL }, postgres),
    NODE_ENV: "production",
    LOG_LEVEL: process.env.LOG_LEVEL ?? "error",
    PORT: String(port),
    KEYHOLD_HOST: "127.0.0.1",
    KEYHOLD_PUBLIC_URL: PUBLIC_URL,
    KEYHOLD_STAGE_URL: stageUrl,
    KEYHOLD_KEYS: `k1:${randomBytes(32).toString("base64")}`,
    NEXTAUTH_SECRET: randomBytes(32).toString("base64"),
    KEYHOLD_BOOTSTRAP_EMAIL: "prove@example.com",
    KEYHOLD_BOOTSTRAP_PASSWORD: randomBytes(12).toString("hex"),
    KEYHOLD_API_KEY_DEV: apiKey,
  };
  const stopPostgres = async () => {
    await postgres.stop();
    // Its log is read from the directory before the directory is removed.
    await postgres.exited;
    removeDataDir(DATA_DIR);
  };
  try {
    const app = await startServer("dist/main.mjs", env);
    // This process calls APIs with the product's code, database and settings.
    Object.assign(process.env, env);
    const { callAs, hangUp }: CallAs = await import(pathToFileURL(path.join(ROOT, CALL_AS)).href);
    const stop = async () => {
      await hangUp();
      await app.stop();
      await stopPostgres();
    };
    return { apiKey, callAs, stop };
  } catch (error) {
    await stopPostgres();
    throw error;
  }
}
