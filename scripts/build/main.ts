// Builds everything whose sources changed. `npm start` does the same.
import { runMain } from "../lib/plain-error.mjs";
import { build } from "./build";
import { prepareDatabase } from "./prepare-database";
import { BUILD } from "./steps";

await runMain(async () => {
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  await build(BUILD, say);
  say("The build is up to date.");
  // On Vercel, none of our code runs before the first request, so the build also prepares the database.
  if (!process.env.VERCEL) return;
  await prepareDatabase();
  say("The database is up to date.");
});
