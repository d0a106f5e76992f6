import { randomBytes } from "node:crypto";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { build } from "../../scripts/build/build";
import { BUILD } from "../../scripts/build/steps";
import { bundle } from "../../scripts/lib/bundle.mjs";
import { ROOT } from "../../scripts/lib/root.mjs";
import { readPidFile } from "../../scripts/postgres/pid-file";
import { removeDataDir } from "../../scripts/postgres/remove-data-dir";
import { type EmbeddedPostgres, startPostgres } from "../../scripts/postgres/start";
import { serviceEnv } from "../../scripts/start/service-env";
import { type Env, endAll, type Query, type Running, startSeeder, startWeb, startWorker, type Web } from "./processes";
import { type FaultProvider, type Receiver, startProvider, startReceiver } from "./provider";

const DATA_DIR = path.join(ROOT, `.keyhold-faults-${process.pid}`);
const KEY = "lab-oauth2";

/** Builds everything that the processes need, which is all but the pages. */
export async function buildForFaults(say: (line: string) => void): Promise<void> {
  await build(
    BUILD.map((group) => group.filter(({ name }) => name !== "pages")),
    say,
  );
  await bundle("bench/faults/seed.ts", "dist/faults/seed.mjs");
}

function environmentFor(postgres: EmbeddedPostgres, provider: FaultProvider, apiKey: string, more: Env): Env {
  return {
    ...serviceEnv({ dataDir: DATA_DIR, publicUrl: provider.url }, postgres),
    NODE_ENV: "production",
    LOG_LEVEL: process.env.FAULTS_LOG ?? "fatal",
    KEYHOLD_HOST: "127.0.0.1",
    // The lab's token endpoint is below the public URL, so this makes the test provider answer its calls.
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

/** Several real processes of the product on their own Postgres, with a provider and a webhook receiver. */
export interface World extends Connections, Crashes {
  env: Env;
  provider: FaultProvider;
  receiver: Receiver;
  webs: Web[];
  workers: Running[];
  query: Query;
  addWeb(): Promise<Web>;
  addWorker(): Promise<Running>;
  /** Stores one connection per name. */
  seed(names: readonly string[]): Promise<void>;
  /** Reads a connection through a web process. */
  read(web: Web, name: string, query?: string): Promise<Response>;
  stop(): Promise<void>;
}

/** Starts the processes of a world. @param counts `env` is added to the variables of every process. */
export async function startWorld(counts: { webs: number; workers: number; env?: Env }): Promise<World> {
  const database = await startDatabase();
  const { query } = database;
  const [provider, receiver] = await Promise.all([startProvider(), startReceiver()]);
  const apiKey = `faults-${randomBytes(24).toString("hex")}`;
  const env = environmentFor(database.postgres, provider, apiKey, counts.env ?? {});
  const webs: Web[] = [];
  const workers: Running[] = [];
  const addWeb = async () => added(webs, await startWeb(env));
  const addWorker = async () => added(workers, await startWorker(env, query));
  for (let count = 0; count < counts.webs; count += 1) await addWeb();
  for (let count = 0; count < counts.workers; count += 1) await addWorker();
  const seeder = startSeeder(env);
  const stop = async () => {
    await endAll([...webs, ...workers], "SIGKILL");
    seeder.stop();
    provider.close();
    receiver.close();
    await database.stop();
  };
  return {
    ...{ env, provider, receiver, webs, workers, query, addWeb, addWorker, stop },
    ...connections(query, receiver),
    crashPostgres: database.crashPostgres,
    seed: (names) => seeder.seed(names, provider.tokenUrl),
    read: (web, name, extra = "") =>
      fetch(`${web.url}/connections/${name}?provider_config_key=${KEY}${extra}`, {
        headers: { authorization: `Bearer ${apiKey}` },
      }),
  };
}

function added<Item>(list: Item[], item: Item): Item {
  list.push(item);
  return item;
}

interface Crashes {
  /** Kills Postgres with a signal and restarts it. @returns when it accepted connections again, as `performance.now()`. */
  crashPostgres(how: NodeJS.Signals): Promise<number>;
}

interface Database extends Crashes {
  postgres: EmbeddedPostgres;
  query: Query;
  stop(): Promise<void>;
}

async function startDatabase(): Promise<Database> {
  let postgres = await startPostgres({ dataDir: DATA_DIR });
  const pool = new pg.Pool({ connectionString: postgres.url, max: 4 });
  pool.on("error", () => undefined);
  const crashPostgres = async (how: NodeJS.Signals) => {
    const running = readPidFile(postgres.folder);
    if (!running) throw new Error("Postgres is not running");
    process.kill(running.pid, how);
    await postgres.exited;
    for (;;) {
      try {
        postgres = await startPostgres({ dataDir: DATA_DIR });
        return performance.now();
      } catch {
        await sleep(200);
      }
    }
  };
  const stop = async () => {
    await pool.end();
    await postgres.stop();
    removeDataDir(DATA_DIR);
  };
  return { postgres, query: (text, values) => pool.query(text, values), crashPostgres, stop };
}

interface Connections {
  /** Makes the product send its webhooks to the receiver. */
  listenForWebhooks(): Promise<void>;
  /** Makes the tokens of these connections expired. */
  expire(names: readonly string[]): Promise<void>;
  /** Makes these connections due while their tokens are valid, and wakes the workers. */
  makeDue(names: readonly string[]): Promise<void>;
}

function connections(query: Query, receiver: Receiver): Connections {
  return {
    listenForWebhooks: async () => {
      await query(
        `insert into "WebhookEndpoint" (id, "environmentId", slot, url, "updatedAt")
         select 'whe_faults', id, 'primary', $1, now() from "Environment" where name = 'dev'`,
        [receiver.url],
      );
    },
    expire: async (names) => {
      await query(
        `update "Connection" set "expiresAt" = now() - interval '1 second', "refreshDueAt" = now() - interval '1 second'
         where "connectionId" = any($1)`,
        [names],
      );
    },
    makeDue: async (names) => {
      await query(
        `update "Connection" set "refreshDueAt" = now() - interval '1 second' where "connectionId" = any($1)`,
        [names],
      );
      await query(`select pg_notify('keyhold_refresh', '')`);
    },
  };
}

interface State {
  name: string;
  health: string;
  leaseUntil: Date | null;
}

/** Returns the state of connections, by name. */
export async function statesOf({ query }: World, names: readonly string[]): Promise<Map<string, State>> {
  const { rows }: { rows: State[] } = await query(
    `select "connectionId" as name, health, "leaseUntil" from "Connection" where "connectionId" = any($1)`,
    [names],
  );
  return new Map(rows.map((row) => [row.name, row]));
}

/** Waits until a condition is true. @throws Error after `timeoutMs`. */
export async function until(what: string, condition: () => Promise<boolean>, timeoutMs: number): Promise<void> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    if (await condition().catch(() => false)) return;
    if (performance.now() > end) throw new Error(`It took too long until ${what}`);
    await sleep(100);
  }
}

/** Returns a random generator that produces the same numbers for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
