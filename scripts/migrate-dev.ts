// Writes a migration from the last one to prisma/schema: `npm run db:migrate -- what-changed`.
// Uses a temporary database of the embedded Postgres. It doesn't change the data of `npm start`.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { PlainError, runMain } from "./lib/plain-error.mjs";
import { ROOT } from "./lib/root.mjs";
import { startPostgres } from "./postgres/start";

await runMain(async () => {
  const name = process.argv.slice(2).find((argument) => !argument.startsWith("-"));
  if (!name) throw new PlainError("Name the change: npm run db:migrate -- what-changed");
  const postgres = await startPostgres({ dataDir: path.join(ROOT, ".keyhold-authoring"), isDurable: false });
  try {
    const prisma = path.join(ROOT, "node_modules/prisma/build/index.js");
    const env = { ...process.env, DATABASE_URL: postgres.url };
    const run = (...args: string[]) =>
      spawnSync(process.execPath, [prisma, ...args], { cwd: ROOT, env, stdio: "inherit" }).status ?? 1;
    // Emptied first, so that a migration edited or deleted since the last run doesn't look like drift.
    process.exitCode =
      run("migrate", "reset", "--force") || run("migrate", "dev", "--name", name, "--create-only") || run("generate");
  } finally {
    await postgres.stop();
  }
});
