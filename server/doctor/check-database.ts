import { readdirSync } from "node:fs";
import path from "node:path";
import { env } from "@/server/core/env";
import { pool } from "@/server/db";
import { readInstanceState } from "@/server/instance/read-state";
import { SILENT_SECONDS } from "@/server/refresh/worker-alive";
import { type Finding, ok, warn, wrong } from "./finding";

const MAX_SKEW_SECONDS = 5;
const LATE_SECONDS = 120;
const SHOWN = 5;
/** Counts stop here: beyond it, the exact number doesn't matter. */
const MAX_COUNT = 5_000;

async function rowsOf<T extends object>(text: string, values: unknown[] = []): Promise<T[]> {
  return (await pool().query<T>(text, values)).rows;
}

async function checkServer(): Promise<Finding[]> {
  const askedAt = Date.now();
  const [row] = await rowsOf<{ version: string; now: Date }>(
    "select current_setting('server_version') as version, clock_timestamp() as now",
  );
  const skew = Math.abs(((row?.now.getTime() ?? 0) - (askedAt + Date.now()) / 2) / 1000);
  const found = [ok("database", `PostgreSQL ${row?.version}`)];
  if (Number.parseInt(row?.version ?? "0", 10) < 14)
    found.push(wrong("database", "PostgreSQL is older than version 14.", "Upgrade to PostgreSQL 14 or newer."));
  if (skew > MAX_SKEW_SECONDS) {
    const message = `The clocks of this machine and the database differ by ${skew.toFixed(0)} s.`;
    found.push(warn("clock", message, "Synchronize both with a time server. Signatures and sign-ins depend on it."));
  }
  return found;
}

/** @param folder the folder with the migrations of this version. */
async function checkMigrations(folder: string): Promise<Finding> {
  const names = readdirSync(folder).filter((name) => /^\d{14}_/.test(name));
  const applied = await rowsOf<{ name: string }>(
    `select migration_name as name from "_prisma_migrations" where finished_at is not null`,
  ).catch(() => []);
  const known = new Set(applied.map(({ name }) => name));
  const missing = names.filter((name) => !known.has(name));
  if (missing.length === 0) return ok("migrations", `all ${names.length} are applied`);
  return wrong(
    "migrations",
    `${missing.length} of ${names.length} are not applied.`,
    "Start Keyhold. It applies them on start.",
  );
}

async function checkKeys(): Promise<Finding> {
  const known = env().KEYHOLD_KEYS.map(({ id }) => id);
  const rows = await rowsOf<{ id: string; count: number }>(
    `select "wrappedBy" as id, count(*)::int as count from "DataKey" where "wrappedBy" <> all($1::text[]) group by 1`,
    [known],
  );
  if (rows.length === 0) return ok("keys", "KEYHOLD_KEYS can decrypt every data key");
  const message = rows
    .map(({ id, count }) => `${count} ${count === 1 ? "data key needs" : "data keys need"} the key "${id}"`)
    .join(", ");
  return wrong(
    "keys",
    `${message}, which KEYHOLD_KEYS doesn't have.`,
    "Add that key to KEYHOLD_KEYS again. Without it, the credentials it protects can't be read.",
  );
}

async function checkWorker(): Promise<Finding[]> {
  const { worker, backlog } = await readInstanceState();
  const found: Finding[] = [];
  if (worker.by === "none") {
    const message = `No worker has reported in the last ${SILENT_SECONDS} s.`;
    found.push(wrong("worker", message, "Start Keyhold with `npm start`, run dist/worker.mjs, or set up Inngest."));
  } else found.push(ok("worker", worker.by === "inngest" ? "Inngest" : `${worker.count} running`));
  if (backlog.refresh_oldest_seconds > LATE_SECONDS) {
    const message = `${backlog.refresh_due} refreshes are due, the oldest for ${backlog.refresh_oldest_seconds} s.`;
    found.push(
      warn(
        "refreshes",
        message,
        "Check the hosts below. If none is down, increase KEYHOLD_REFRESH_PARALLEL or add a worker.",
      ),
    );
  } else found.push(ok("refreshes", `${backlog.refresh_due} due`));
  return found;
}

async function checkHosts(): Promise<Finding[]> {
  const rows = await rowsOf<{ host: string; class: string; count: number }>(
    `select host, class, count(*)::int as count from (
       select "refreshHost" as host, "lastError"->>'class' as class from "Connection"
       where health <> 'healthy' limit ${MAX_COUNT}) c
     where class is not null group by 1, 2 order by 3 desc limit ${SHOWN}`,
  );
  return rows.map(({ host, class: kind, count }) =>
    warn(
      "provider",
      `${host}: ${count} connections, last failure ${kind}`,
      FIXES[kind] ?? "Open one of them in the dashboard.",
    ),
  );
}

const FIXES: Record<string, string> = {
  outage: "Nothing to do. Refreshes continue when the host responds again.",
  rate_limited: "Nothing to do. If it persists, ask the provider for a higher limit.",
  bad_client: "Correct the client ID and secret in the integration's settings.",
  revoked_grant: "Ask these end users to reconnect. The dashboard creates the links under Connections, Expiring soon.",
  bad_template: "Check the configuration of these connections and the settings of their integration.",
  missing_scope: "Compare the integration's scopes with the scopes that the app may request.",
};

/** The migration skips this index if it isn't allowed to create the extension. */
async function checkSearch(): Promise<Finding> {
  const rows = await rowsOf(`select 1 from pg_class where oid = to_regclass('"ConnectionSearch_text_idx"')`);
  if (rows.length > 0) return ok("search", "the index exists");
  return warn(
    "search",
    "The connection search has no index. It is slow with more than about 10,000 connections.",
    'Run as a database administrator: create extension pg_trgm; create index "ConnectionSearch_text_idx" on "ConnectionSearch" using gin (text gin_trgm_ops);',
  );
}

async function checkDeliveries(): Promise<Finding> {
  const [row] = await rowsOf<{ count: number }>(
    `select count(*)::int as count from (select 1 from "Delivery" where status = 'failed' and "createdAt" > now() - interval '1 day' limit ${MAX_COUNT}) n`,
  );
  const count = row?.count ?? 0;
  if (count === 0) return ok("webhooks", "none failed in the last day");
  return warn(
    "webhooks",
    `${count} deliveries failed in the last day.`,
    "Open Webhooks in the dashboard to see why, and send them again.",
  );
}

/** Runs the checks that read the database. @param migrations the folder with the migrations of this version. */
export async function checkDatabase(migrations = path.resolve("prisma/migrations")): Promise<Finding[]> {
  const server = await checkServer();
  const migrated = await checkMigrations(migrations);
  if (migrated.state !== "ok") return [...server, migrated];
  return [
    ...server,
    migrated,
    await checkKeys(),
    ...(await checkWorker()),
    ...(await checkHosts()),
    await checkDeliveries(),
    await checkSearch(),
  ];
}
