import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { MigrationError, migrate } from "./migrate";

const { adminUrl, prefix } = inject("postgres");
const admin = new pg.Client({ connectionString: adminUrl });
await admin.connect();
afterAll(() => admin.end());

let name = "";
let url = "";
let folder = "";

beforeEach(async () => {
  name = `${prefix}${randomBytes(6).toString("hex")}`;
  await admin.query(`create database ${name}`);
  url = Object.assign(new URL(adminUrl), { pathname: `/${name}` }).href;
  folder = mkdtempSync(path.join(tmpdir(), "migrations-"));
});

afterEach(async () => {
  rmSync(folder, { recursive: true });
  await admin.query(`drop database ${name} with (force)`);
});

function write(migration: string, sql: string): void {
  mkdirSync(path.join(folder, migration), { recursive: true });
  writeFileSync(path.join(folder, migration, "migration.sql"), sql);
}

async function ask<T extends pg.QueryResultRow>(sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe("applying migrations", () => {
  it("applies new migrations in order and records them as Prisma does", async () => {
    write("2_second", "insert into a values (2);");
    write("1_first", "create table a (n int);");
    expect(await migrate(url, folder)).toEqual(["1_first", "2_second"]);
    const rows = await ask(`select id, migration_name, checksum, logs, rolled_back_at, applied_steps_count,
      finished_at >= started_at as finished from _prisma_migrations order by migration_name`);
    const sha256 = (sql: string) => createHash("sha256").update(sql).digest("hex");
    const recorded = { id: expect.stringMatching(/^[0-9a-f-]{36}$/), logs: null, rolled_back_at: null };
    expect(rows).toEqual([
      {
        ...recorded,
        migration_name: "1_first",
        checksum: sha256("create table a (n int);"),
        applied_steps_count: 1,
        finished: true,
      },
      {
        ...recorded,
        migration_name: "2_second",
        checksum: sha256("insert into a values (2);"),
        applied_steps_count: 1,
        finished: true,
      },
    ]);
    expect(await migrate(url, folder)).toEqual([]);
    expect(await ask("select n from a")).toEqual([{ n: 2 }]);
  });

  it("rejects a migration that was changed after it was applied, and applies nothing", async () => {
    write("1_first", "create table a (n int);");
    await migrate(url, folder);
    write("1_first", "create table a (n bigint);");
    write("2_second", "create table b (n int);");
    await expect(migrate(url, folder)).rejects.toThrow(MigrationError);
    await expect(migrate(url, folder)).rejects.toThrow("1_first was changed after it was applied");
    expect(await ask("select to_regclass('b') as b")).toEqual([{ b: null }]);
  });

  it("ignores different line endings", async () => {
    write("1_first", "create table a (\n n int);");
    await migrate(url, folder);
    write("1_first", "create table a (\r\n n int);");
    expect(await migrate(url, folder)).toEqual([]);
  });

  it("rolls a failed migration back and retries it next time", async () => {
    write("1_first", "create table a (n int);");
    write("2_second", "create table b (n int); select nonsense();");
    await expect(migrate(url, folder)).rejects.toThrow("2_second failed and was rolled back");
    expect(await ask("select to_regclass('a')::text as a, to_regclass('b') as b")).toEqual([{ a: "a", b: null }]);
    write("2_second", "create table b (n int);");
    expect(await migrate(url, folder)).toEqual(["2_second"]);
  });

  it("stops at a migration that Prisma left part-way", async () => {
    write("1_first", "create table a (n int);");
    await migrate(url, folder);
    await ask("update _prisma_migrations set finished_at = null");
    await expect(migrate(url, folder)).rejects.toThrow("1_first failed part-way");
    await ask("update _prisma_migrations set rolled_back_at = now()"); // as `migrate resolve --rolled-back` does
    await ask("drop table a");
    expect(await migrate(url, folder)).toEqual(["1_first"]);
  });

  it("applies each migration once, however many processes start", async () => {
    write("1_first", "create table a (n int); insert into a values (1);");
    const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(url, folder)));
    expect(applied.flat()).toEqual(["1_first"]);
    expect(await ask("select n from a")).toEqual([{ n: 1 }]);
  });

  it("ignores migrations of a newer version, because both versions run during an upgrade", async () => {
    write("1_first", "create table a (n int);");
    write("2_newer", "create table b (n int);");
    await migrate(url, folder);
    rmSync(path.join(folder, "2_newer"), { recursive: true });
    expect(await migrate(url, folder)).toEqual([]);
  });
});

describe("the migrations of this version", () => {
  const search = () =>
    ask(`select to_regclass('"ConnectionSearch"') as table, to_regclass('"ConnectionSearch_text_idx"') as index`);

  it("continue without the search index when the extension can't be created", async () => {
    // A conflicting function makes the extension fail to install, as if its files were missing.
    await ask("create function similarity(text, text) returns real language sql as 'select 1::real'");
    expect((await migrate(url)).length).toBeGreaterThan(4);
    expect(await search()).toEqual([{ table: '"ConnectionSearch"', index: null }]);
  });

  it("create the search index when the extension is available", async () => {
    await migrate(url);
    expect(await search()).toEqual([{ table: '"ConnectionSearch"', index: '"ConnectionSearch_text_idx"' }]);
  });
});
