// Connects every entry of the catalog through the public API against a stage that plays its provider: `npm run catalog:prove`.
// `npm run catalog:prove -- zoho slack` proves those alone. Exit code 1 if an entry fails or an option has no entry.
import { checkNode } from "./lib/node-version.mjs";
import { runMain } from "./lib/plain-error.mjs";

checkNode();
await runMain(async () => {
  const say = (line) => process.stdout.write(`${line}\n`);
  const { installMissing } = await import("./lib/install.mjs");
  await installMissing({ say });
  const { proveCatalog } = await import("./prove/prove.mjs");
  const isProven = await proveCatalog({ say, slugs: process.argv.slice(2) });
  if (!isProven) process.exitCode = 1;
});
