// Builds what is older than its sources. `npm start` does the same by itself.
import { checkNode } from "./lib/node-version.mjs";
import { runMain } from "./lib/plain-error.mjs";

checkNode();
await runMain(async () => {
  const say = (line) => process.stdout.write(`${line}\n`);
  const { installMissing } = await import("./lib/install.mjs");
  await installMissing({ say });
  const [{ build }, { BUILD }] = await Promise.all([import("./build/build.mjs"), import("./build/steps.mjs")]);
  await build(BUILD, say);
  say("The build is up to date.");
  // On Vercel nothing of ours runs before the first request: the database is made ready with the build.
  if (process.env.VERCEL) {
    const { prepareDatabase } = await import("./build/prepare-database.mjs");
    await prepareDatabase();
    say("The database is up to date.");
  }
});
