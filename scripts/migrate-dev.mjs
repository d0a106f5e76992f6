// Writes the migration that leads from the last one to prisma/schema: `npm run db:migrate -- what-changed`.
// Works on a throw-away database of the embedded Postgres, so the data of `npm start` is left alone.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { checkNode } from "./lib/node-version.mjs";
import { PlainError, runMain } from "./lib/plain-error.mjs";

checkNode();
await runMain(async () => {
  const name = process.argv.slice(2).find((argument) => !argument.startsWith("-"));
  if (!name) throw new PlainError("Give the change a name: npm run db:migrate -- what-changed");
  const { ROOT } = await import("./lib/root.mjs");
  const { installMissing } = await import("./lib/install.mjs");
  await installMissing({ say: (line) => process.stdout.write(`${line}\n`) });
  const { startPostgres } = await import("./postgres.mjs");
  const postgres = await startPostgres({ dataDir: path.join(ROOT, ".keyhold-authoring"), isDurable: false });
  try {
    const prisma = path.join(ROOT, "node_modules/prisma/build/index.js");
    const env = { ...process.env, DATABASE_URL: postgres.url };
    const run = (...args) =>
      spawnSync(process.execPath, [prisma, ...args], { cwd: ROOT, env, stdio: "inherit" }).status;
    // Empty first: a migration edited or dropped since the last time must not look like drift.
    process.exitCode =
      run("migrate", "reset", "--force") || run("migrate", "dev", "--name", name, "--create-only") || run("generate");
  } finally {
    await postgres.stop();
  }
});
