import { randomBytes } from "node:crypto";
import path from "node:path";
import { build } from "../../scripts/build/build.mjs";
import { BUILD } from "../../scripts/build/steps.mjs";
import { bundle } from "../../scripts/lib/bundle.mjs";
import { freePort } from "../../scripts/lib/ports.mjs";
import { ROOT } from "../../scripts/lib/root.mjs";
import { removeDataDir } from "../../scripts/postgres/remove-data-dir.mjs";
import { startPostgres } from "../../scripts/postgres.mjs";
import { startServer } from "../../scripts/start/processes.mjs";
import { serviceEnv } from "../../scripts/start/service-env.mjs";

const DATA_DIR = path.join(ROOT, ".keyhold-bench");

/**
 * Starts the built app and the floor on one fresh embedded Postgres.
 *
 * @returns `{ app, floor, apiKey, stop() }`; `app` and `floor` are `{ pid, url }`.
 */
export async function startBoth(say) {
  await build(BUILD, say);
  await bundle("bench/floor.ts", "dist/bench/floor.mjs");
  removeDataDir(DATA_DIR);
  const postgres = await startPostgres({ dataDir: DATA_DIR });
  const apiKey = `bench-${randomBytes(24).toString("hex")}`;
  const port = await freePort();
  const env = {
    ...serviceEnv({ dataDir: DATA_DIR, publicUrl: `http://127.0.0.1:${port}` }, postgres),
    NODE_ENV: "production",
    LOG_LEVEL: "error",
    PORT: String(port),
    KEYHOLD_PUBLIC_URL: `http://127.0.0.1:${port}`,
    KEYHOLD_KEYS: `k1:${randomBytes(32).toString("base64")}`,
    NEXTAUTH_SECRET: randomBytes(32).toString("base64"),
    KEYHOLD_BOOTSTRAP_EMAIL: "bench@example.com",
    KEYHOLD_BOOTSTRAP_PASSWORD: randomBytes(12).toString("hex"),
    KEYHOLD_API_KEY_DEV: apiKey,
  };
  const app = await startServer("dist/main.mjs", env);
  const floor = await startServer("dist/bench/floor.mjs", env);
  return {
    app: { pid: app.pid, url: env.KEYHOLD_PUBLIC_URL },
    floor: { pid: floor.pid, url: `http://127.0.0.1:${floor.message.port}` },
    apiKey,
    stop: async () => {
      await Promise.all([app.stop(), floor.stop()]);
      await postgres.stop();
      removeDataDir(DATA_DIR);
    },
  };
}
