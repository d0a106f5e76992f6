// Gives each file of database tests its own database, before anything reads env(). It is dropped after the file.
import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, inject } from "vitest";
import { closePool } from "@/server/db/pool";

const { adminUrl, template, prefix } = inject("postgres");
const name = prefix + randomBytes(6).toString("hex");
const url = new URL(adminUrl);
url.pathname = `/${name}`;

await ask(`create database ${name} template ${template}`);
process.env.DATABASE_URL = url.href;

afterAll(async () => {
  await closePool();
  await ask(`drop database ${name} with (force)`);
});

async function ask(sql: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await admin.query(sql);
  } finally {
    await admin.end();
  }
}
