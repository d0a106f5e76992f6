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
/** Enough to see what is wrong; a count goes no further. */
const LOOKED_AT = 5_000;

async function rowsOf<T extends object>(text: string, values: unknown[] = []): Promise<T[]> {
  return (await pool().query<T>(text, values)).rows;
}

async function checkServer(): Promise<Finding[]> {
  const asked = Date.now();
  const [row] = await rowsOf<{ version: string; now: Date }>(
    "select current_setting('server_version') as version, clock_timestamp() as now",
  );
  const skew = Math.abs(((row?.now.getTime() ?? 0) - (asked + Date.now()) / 2) / 1000);
  const found = [ok("database", `PostgreSQL ${row?.version} answers`)];
  if (Number.parseInt(row?.version ?? "0", 10) < 14)
    found.push(wrong("database", "It is older than version 14.", "Move to PostgreSQL 14 or newer."));
  if (skew > MAX_SKEW_SECONDS) {
    const said = `The clocks of this machine and of the database differ by ${skew.toFixed(0)} s.`;
    found.push(warn("clock", said, "Let both follow a time server: signed statements and sign-ins depend on it."));
  }
  return found;
}

/** @param folder of the migrations that this version brings. */
async function checkMigrations(folder: string): Promise<Finding> {
  const names = readdirSync(folder).filter((name) => /^\d{14}_/.test(name));
  const applied = await rowsOf<{ name: string }>(
    `select migration_name as name from "_prisma_migrations" where finished_at is not null`,
  ).catch(() => []);
  const known = new Set(applied.map(({ name }) => name));
  const missing = names.filter((name) => !known.has(name));
  if (missing.length === 0) return ok("migrations", `all ${names.length} applied`);
  return wrong(
    "migrations",
    `${missing.length} of ${names.length} are not applied.`,
    "Start Keyhold: it applies them itself.",
  );
}

async function checkKeys(): Promise<Finding> {
  const known = env().KEYHOLD_KEYS.map(({ id }) => id);
  const rows = await rowsOf<{ id: string; count: number }>(
    `select "wrappedBy" as id, count(*)::int as count from "DataKey" where "wrappedBy" <> all($1::text[]) group by 1`,
    [known],
  );
  if (rows.length === 0) return ok("keys", "every data key can be opened");
  const said = rows.map(({ id, count }) => `${count} data keys are wrapped by "${id}"`).join(", ");
  return wrong(
    "keys",
    `${said}, which KEYHOLD_KEYS does not have.`,
    "Put that key back into KEYHOLD_KEYS: what it seals cannot be read otherwise.",
  );
}

async function checkWorker(): Promise<Finding[]> {
  const { worker, backlog } = await readInstanceState();
  const found: Finding[] = [];
  if (worker.by === "none") {
    const said = `No worker showed itself within ${SILENT_SECONDS} s.`;
    found.push(wrong("worker", said, "Start Keyhold with `npm start`, or run dist/worker.mjs, or set up Inngest."));
  } else found.push(ok("worker", worker.by === "inngest" ? "Inngest does the work" : `${worker.count} at work`));
  if (backlog.refresh_oldest_seconds > LATE_SECONDS) {
    const said = `${backlog.refresh_due} renewals are due, the oldest for ${backlog.refresh_oldest_seconds} s.`;
    found.push(
      warn("renewals", said, "See the hosts below. If none is down, raise KEYHOLD_REFRESH_PARALLEL or add a worker."),
    );
  } else found.push(ok("renewals", `${backlog.refresh_due} due`));
  return found;
}

async function checkHosts(): Promise<Finding[]> {
  const rows = await rowsOf<{ host: string; class: string; count: number }>(
    `select host, class, count(*)::int as count from (
       select "refreshHost" as host, "lastError"->>'class' as class from "Connection"
       where health <> 'healthy' limit ${LOOKED_AT}) c
     where class is not null group by 1, 2 order by 3 desc limit ${SHOWN}`,
  );
  return rows.map(({ host, class: kind, count }) =>
    warn(
      "provider",
      `${host}: ${count} connections, last failure ${kind}`,
      MENDS[kind] ?? "Look at one of them in the dashboard.",
    ),
  );
}

const MENDS: Record<string, string> = {
  outage: "Nothing: renewals go on by themselves when the host answers.",
  rate_limited: "Nothing, or ask the provider for a higher limit.",
  bad_client: "Correct the client id and secret in the integration's settings.",
  revoked_grant: "Ask these users to reconnect: the calendar in the dashboard makes the links.",
  bad_template: "Check the configuration of these connections and the settings of their integration.",
  missing_scope: "Compare the integration's scopes with what the app may ask for.",
};

/** The migration goes on without this index where it may not make the extension. */
async function checkSearch(): Promise<Finding> {
  const rows = await rowsOf(`select 1 from pg_class where oid = to_regclass('"ConnectionSearch_text_idx"')`);
  if (rows.length > 0) return ok("search", "has its index");
  return warn(
    "search",
    "The search of connections goes without an index: slow with more than some 10,000.",
    'As an administrator of the database: create extension pg_trgm; create index "ConnectionSearch_text_idx" on "ConnectionSearch" using gin (text gin_trgm_ops);',
  );
}

async function checkDeliveries(): Promise<Finding> {
  const [row] = await rowsOf<{ count: number }>(
    `select count(*)::int as count from (select 1 from "Delivery" where status = 'failed' and "createdAt" > now() - interval '1 day' limit ${LOOKED_AT}) n`,
  );
  const count = row?.count ?? 0;
  if (count === 0) return ok("webhooks", "none given up within a day");
  return warn(
    "webhooks",
    `${count} were given up within a day.`,
    "See Webhooks in the dashboard: why, and send them again.",
  );
}

/** Everything that can be seen in the database. @param migrations folder of this version's migrations. */
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
