import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";

/** The advisory lock of Prisma's own migrate command, so that the two never run at once. */
const LOCK = 72_707_369;
const LOCK_TIMEOUT = "2min";

const CREATE_TABLE = `
  create table if not exists _prisma_migrations (
    id varchar(36) primary key not null,
    checksum varchar(64) not null,
    finished_at timestamptz,
    migration_name varchar(255) not null,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz not null default now(),
    applied_steps_count integer not null default 0
  )`;

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

interface AppliedRow {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
}

/** A migration that can't be applied. The message says what to do. */
export class MigrationError extends Error {}

/**
 * Brings the database to the schema of this version, one process at a time. Each migration is applied completely or not at
 * all, and recorded as Prisma records it, so that Prisma's command line can take over.
 *
 * @param folder the folder of the migrations, each in its own subfolder.
 * @returns the names of the migrations it applied.
 * @throws MigrationError when a migration failed earlier, fails now, or was changed after it was applied.
 */
export async function migrate(connectionString: string, folder = "prisma/migrations"): Promise<string[]> {
  const client = new pg.Client({ connectionString, application_name: "keyhold-migrate" });
  await client.connect();
  try {
    await client.query(`set lock_timeout = '${LOCK_TIMEOUT}'`);
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    await client.query("set lock_timeout = 0");
    await client.query(CREATE_TABLE);
    const pending = pendingMigrations(readMigrations(folder), await readApplied(client));
    for (const migration of pending) await apply(client, migration);
    return pending.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

function readMigrations(folder: string): Migration[] {
  const names = readdirSync(folder).filter((name) => existsSync(path.join(folder, name, "migration.sql")));
  return names.sort().map((name) => {
    const sql = readFileSync(path.join(folder, name, "migration.sql"), "utf8");
    return { name, sql, checksum: checksumOf(sql) };
  });
}

function checksumOf(sql: string): string {
  return createHash("sha256").update(sql).digest("hex");
}

async function readApplied(client: pg.Client): Promise<AppliedRow[]> {
  const { rows } = await client.query<AppliedRow>(
    "select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null",
  );
  return rows;
}

/** The migrations to apply. Those of a newer version are ignored, because both versions run during an upgrade. */
function pendingMigrations(migrations: Migration[], applied: AppliedRow[]): Migration[] {
  const failed = applied.find(({ finished_at }) => finished_at === null);
  if (failed) {
    const remedy = `Fix the database, then run "npx prisma migrate resolve" for it.`;
    throw new MigrationError(`The migration ${failed.migration_name} failed part-way. ${remedy}`);
  }
  const known = new Map(applied.map((row) => [row.migration_name, row.checksum]));
  return migrations.filter(({ name, sql, checksum }) => {
    const recorded = known.get(name);
    // Line endings may differ where git converts them.
    const isSame = recorded === checksum || recorded === checksumOf(sql.replaceAll("\r\n", "\n"));
    if (recorded !== undefined && !isSame) {
      throw new MigrationError(
        `The migration ${name} was changed after it was applied. Restore its file and add a new one.`,
      );
    }
    return recorded === undefined;
  });
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query("begin");
  try {
    await client.query(sql);
    await client.query(
      `insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       values ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query("commit");
  } catch (cause) {
    await client.query("rollback");
    throw new MigrationError(`The migration ${name} failed and was rolled back: ${(cause as Error).message}`, {
      cause,
    });
  }
}
