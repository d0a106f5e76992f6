import { randomBytes } from "node:crypto";
import path from "node:path";
import { build } from "../../scripts/build/build";
import { BUILD } from "../../scripts/build/steps";
import { bundle } from "../../scripts/lib/bundle.mjs";
import { freePort } from "../../scripts/lib/ports";
import { ROOT } from "../../scripts/lib/root.mjs";
import { removeDataDir } from "../../scripts/postgres/remove-data-dir";
import { startPostgres } from "../../scripts/postgres/start";
import { startServer } from "../../scripts/start/processes";
import { serviceEnv } from "../../scripts/start/service-env";
import { REQUESTS } from "./measure";

/** Reads the port from the message in which the floor sends its address. */
function portIn(message: unknown): unknown {
  return typeof message === "object" && message !== null && "port" in message ? message.port : undefined;
}

const DATA_DIR = path.join(ROOT, ".keyhold-bench");

/** A server to measure. */
export interface Target {
  pid: number;
  url: string;
}

/** The built app and the floor, on one Postgres. */
export interface Both {
  app: Target;
  floor: Target;
  apiKey: string;
  stop(): Promise<void>;
}

/** Starts the built app and the floor on one fresh embedded Postgres. */
export async function startBoth(say: (line: string) => void): Promise<Both> {
  await build(BUILD, say);
  await bundle("bench/floor.ts", "dist/bench/floor.mjs");
  await bundle("bench/lib/requests.ts", REQUESTS);
  removeDataDir(DATA_DIR);
  const postgres = await startPostgres({ dataDir: DATA_DIR });
  const apiKey = `bench-${randomBytes(24).toString("hex")}`;
  const url = `http://127.0.0.1:${await freePort()}`;
  const env = {
    ...serviceEnv({ dataDir: DATA_DIR, publicUrl: url }, postgres),
    NODE_ENV: "production",
    LOG_LEVEL: "error",
    PORT: new URL(url).port,
    KEYHOLD_PUBLIC_URL: url,
    KEYHOLD_KEYS: `k1:${randomBytes(32).toString("base64")}`,
    NEXTAUTH_SECRET: randomBytes(32).toString("base64"),
    KEYHOLD_BOOTSTRAP_EMAIL: "bench@example.com",
    KEYHOLD_BOOTSTRAP_PASSWORD: randomBytes(12).toString("hex"),
    KEYHOLD_API_KEY_DEV: apiKey,
  };
  const app = await startServer("dist/main.mjs", env);
  const floor = await startServer("dist/bench/floor.mjs", env);
  return {
    app: { pid: app.pid, url },
    floor: { pid: floor.pid, url: `http://127.0.0.1:${portIn(floor.message)}` },
    apiKey,
    stop: async () => {
      await Promise.all([app.stop(), floor.stop()]);
      await postgres.stop();
      // Its last log lines are read from the folder that is removed next.
      await postgres.exited;
      removeDataDir(DATA_DIR);
    },
  };
}
