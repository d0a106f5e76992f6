// Writes the migration that leads from the last one to prisma/schema: `npm run db:migrate -- what-changed`.
// Uses a temporary database of the embedded Postgres; the data of `npm start` stays untouched.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { PlainError, runMain } from "./lib/plain-error.mjs";
import { ROOT } from "./lib/root.mjs";
import { startPostgres } from "./postgres/start";

await runMain(async () => {
  const name = process.argv.slice(2).find((argument) => !argument.startsWith("-"));
  if (!name) throw new PlainError("Give the change a name: npm run db:migrate -- what-changed");
  const postgres = await startPostgres({ dataDir: path.join(ROOT, ".keyhold-authoring"), isDurable: false });
  try {
    const prisma = path.join(ROOT, "node_modules/prisma/build/index.js");
    const env = { ...process.env, DATABASE_URL: postgres.url };
    const run = (...args: string[]) =>
      spawnSync(process.execPath, [prisma, ...args], { cwd: ROOT, env, stdio: "inherit" }).status ?? 1;
    // Empty first: a migration edited or dropped since the last time must not look like drift.
    process.exitCode =
      run("migrate", "reset", "--force") || run("migrate", "dev", "--name", name, "--create-only") || run("generate");
  } finally {
    await postgres.stop();
  }
});
