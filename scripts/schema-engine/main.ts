// Prisma's schema engine, compiled to WebAssembly, behind the command line of the native one. See docs/decisions/0002.
import { runDatabaseCommand } from "./database-command";
import { serve } from "./serve";
import { target } from "./target";
import { engineCommit } from "./wasm";

const args = process.argv.slice(2);
const option = (name: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);

if (args.includes("--version")) {
  process.stdout.write(`schema-engine-cli ${engineCommit()}\n`);
} else {
  const datasource = option("--datasource");
  const database = target(datasource ? JSON.parse(datasource).url : process.env.DATABASE_URL);
  if (args.includes("cli")) {
    await runDatabaseCommand(args, database);
  } else {
    await serve(database, option("--datamodels")?.split(",") ?? []);
  }
}
