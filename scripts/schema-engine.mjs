#!/usr/bin/env node
// Takes the place of Prisma's native schema engine where it could not be downloaded: the same engine, compiled to
// WebAssembly, behind the same command line. See docs/decisions/0002.
import { runDatabaseCommand } from "./schema-engine/database-command.mjs";
import { target } from "./schema-engine/target.mjs";

const args = process.argv.slice(2);
const option = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);

if (args.includes("--version")) {
  const { engineCommit } = await import("./schema-engine/wasm.mjs");
  process.stdout.write(`schema-engine-cli ${engineCommit()}\n`);
} else {
  const datasource = option("--datasource");
  const database = target(datasource ? JSON.parse(datasource).url : process.env.DATABASE_URL);
  if (args.includes("cli")) {
    await runDatabaseCommand(args, database);
  } else {
    const { serve } = await import("./schema-engine/serve.mjs");
    await serve(database, option("--datamodels")?.split(",") ?? []);
  }
}
