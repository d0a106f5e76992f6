// Runs once before the database tests: starts Postgres and migrates a template that each test file copies.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import type pg from "pg";
import type { TestProject } from "vitest/node";
import { ROOT } from "../../scripts/lib/root.mjs";
import { joinPostgres, liveRuns, stopUnusedPostgres } from "../../scripts/test/postgres";
import { migrate } from "../db/migrate";

const MIGRATIONS = path.join(ROOT, "prisma/migrations");

/** What a test file needs to make its own database. */
export interface TestPostgres {
  adminUrl: string;
  template: string;
  /** Prefix of the names of this run's databases. */
  prefix: string;
}

declare module "vitest" {
  interface ProvidedContext {
    postgres: TestPostgres;
  }
}

/** Vitest's global setup. @returns the teardown. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const admin = await joinPostgres(async ({ url, admin }) => {
    await dropLeftovers(admin);
    const template = await migratedTemplate(admin, url);
    project.provide("postgres", { adminUrl: url, template, prefix: `test_${process.pid}_` });
    return admin;
  });
  return async () => {
    await admin.end();
    await stopUnusedPostgres();
  };
}

async function databases(admin: pg.Client): Promise<string[]> {
  const { rows } = await admin.query("select datname as name from pg_database");
  return rows.map(({ name }) => name);
}

/** Drops the databases of runs that were killed. */
async function dropLeftovers(admin: pg.Client): Promise<void> {
  const runs = await liveRuns(admin);
  for (const name of await databases(admin)) {
    const run = /^test_(\d+)_/.exec(name)?.[1];
    if (run && !runs.includes(Number(run))) await drop(admin, name);
  }
}

/** Returns the template of these migrations. Creates it if absent, and drops the templates of other migrations. */
async function migratedTemplate(admin: pg.Client, url: string): Promise<string> {
  const template = `template_${checksumOfMigrations()}`;
  const present = await databases(admin);
  if (present.includes(template)) return template;
  for (const name of present) if (/^(template_[0-9a-f]{16}|unfinished)$/.test(name)) await drop(admin, name);
  await admin.query("create database unfinished");
  const unfinished = new URL(url);
  unfinished.pathname = "/unfinished";
  await migrate(unfinished.href, MIGRATIONS);
  await admin.query(`alter database unfinished rename to ${template}`);
  return template;
}

function checksumOfMigrations(): string {
  const hash = createHash("sha256");
  for (const name of readdirSync(MIGRATIONS, { recursive: true, encoding: "utf8" }).sort()) {
    const file = path.join(MIGRATIONS, name);
    if (statSync(file).isFile()) hash.update(name).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex").slice(0, 16);
}

async function drop(admin: pg.Client, name: string): Promise<void> {
  await admin.query(`drop database if exists "${name}" with (force)`);
}
