import { randomBytes } from "node:crypto";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { build } from "../../scripts/build/build.mjs";
import { BUILD } from "../../scripts/build/steps.mjs";
import { bundle } from "../../scripts/lib/bundle.mjs";
import { ROOT } from "../../scripts/lib/root.mjs";
import { readPidFile } from "../../scripts/postgres/pid-file.mjs";
import { removeDataDir } from "../../scripts/postgres/remove-data-dir.mjs";
import { startPostgres } from "../../scripts/postgres.mjs";
import { serviceEnv } from "../../scripts/start/service-env.mjs";
import { endAll, startSeeder, startWeb, startWorker } from "./processes.mjs";
import { startProvider, startReceiver } from "./provider.mjs";

const DATA_DIR = path.join(ROOT, `.keyhold-faults-${process.pid}`);
const KEY = "lab-oauth2";

/** Builds what the processes need: everything but the pages. */
export async function buildForFaults(say) {
  await build(
    BUILD.map((group) => group.filter(({ name }) => name !== "pages")),
    say,
  );
  await bundle("bench/faults/seed.ts", "dist/faults/seed.mjs");
}

function environmentFor(postgres, provider, apiKey, more) {
  return {
    ...serviceEnv({ dataDir: DATA_DIR, publicUrl: provider.url }, postgres),
    NODE_ENV: "production",
    LOG_LEVEL: process.env.FAULTS_LOG ?? "fatal",
    KEYHOLD_HOST: "127.0.0.1",
    // The lab's token endpoint is where the product believes it is itself: there the ledger listens.
    KEYHOLD_PUBLIC_URL: provider.url,
    KEYHOLD_LAB: "1",
    KEYHOLD_OUTBOUND_ALLOW: "127.0.0.1",
    KEYHOLD_KEYS: `k1:${randomBytes(32).toString("base64")}`,
    NEXTAUTH_SECRET: randomBytes(32).toString("base64"),
    KEYHOLD_BOOTSTRAP_EMAIL: "faults@example.com",
    KEYHOLD_BOOTSTRAP_PASSWORD: randomBytes(12).toString("hex"),
    KEYHOLD_API_KEY_DEV: apiKey,
    ...more,
  };
}

/**
 * A product of several real processes on a Postgres of its own, a provider with a ledger and a webhook receiver.
 * @param counts `{ webs, workers }` to begin with.
 */
export async function startWorld({ webs, workers, env: more = {} }) {
  let postgres = await startPostgres({ dataDir: DATA_DIR });
  const [provider, receiver] = await Promise.all([startProvider(), startReceiver()]);
  const apiKey = `faults-${randomBytes(24).toString("hex")}`;
  const env = environmentFor(postgres, provider, apiKey, more);
  const world = { provider, receiver, apiKey, webs: [], workers: [], env };

  const { default: pg } = await import("pg");
  const pool = new pg.Pool({ connectionString: postgres.url, max: 4 });
  pool.on("error", () => undefined);
  world.query = (text, values) => pool.query(text, values);

  world.addWeb = async () => {
    const web = await startWeb(env);
    world.webs.push(web);
    return web;
  };
  world.addWorker = async () => {
    const worker = await startWorker(env, world.query);
    world.workers.push(worker);
    return worker;
  };
  for (let count = 0; count < webs; count += 1) await world.addWeb();
  for (let count = 0; count < workers; count += 1) await world.addWorker();

  const seeder = startSeeder(env);
  world.seed = (names) => seeder.seed(names, provider.tokenUrl);
  world.read = (web, name, query = "") =>
    fetch(`${web.url}/connections/${name}?provider_config_key=${KEY}${query}`, {
      headers: { authorization: `Bearer ${apiKey}` },
    });
  const headers = { authorization: `Bearer ${apiKey}`, "content-type": "application/json" };
  world.listenForWebhooks = async () => {
    await world.query(
      `insert into "WebhookEndpoint" (id, "environmentId", slot, url, "updatedAt")
       select 'whe_faults', id, 'primary', $1, now() from "Environment" where name = 'dev'`,
      [receiver.url],
    );
  };
  world.headers = headers;
  /** The tokens of these connections have ended. */
  world.expire = (names) =>
    world.query(
      `update "Connection" set "expiresAt" = now() - interval '1 second', "refreshDueAt" = now() - interval '1 second'
       where "connectionId" = any($1)`,
      [names],
    );
  /** These connections are due, their tokens live; the workers are called. */
  world.makeDue = async (names) => {
    await world.query(
      `update "Connection" set "refreshDueAt" = now() - interval '1 second' where "connectionId" = any($1)`,
      [names],
    );
    await world.query(`select pg_notify('keyhold_refresh', '')`);
  };
  /** Stops Postgres the hard way, and starts it again. @returns when it took connections again (ms). */
  world.crashPostgres = async (how) => {
    const { pid } = readPidFile(postgres.folder);
    process.kill(pid, how);
    await postgres.exited;
    for (;;) {
      try {
        postgres = await startPostgres({ dataDir: DATA_DIR });
        break;
      } catch {
        await sleep(200);
      }
    }
    return performance.now();
  };
  world.stop = async () => {
    await endAll([...world.webs, ...world.workers], "SIGKILL");
    seeder.stop();
    await pool.end();
    provider.close();
    receiver.close();
    await postgres.stop();
    removeDataDir(DATA_DIR);
  };
  return world;
}

/** How the connections of these names are, by name. */
export async function statesOf(world, names) {
  const { rows } = await world.query(
    `select "connectionId" as name, health, "leaseUntil", "lastError"->>'code' as code, "inflightAt" from "Connection" where "connectionId" = any($1)`,
    [names],
  );
  return new Map(rows.map((row) => [row.name, row]));
}

/** Waits until a condition holds. @throws Error after the time. */
export async function until(what, condition, timeoutMs) {
  const end = performance.now() + timeoutMs;
  for (;;) {
    if (await condition().catch(() => false)) return;
    if (performance.now() > end) throw new Error(`It took too long until ${what}.`);
    await sleep(100);
  }
}

/** A random generator that says the same for the same seed (mulberry32). */
export function seeded(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
