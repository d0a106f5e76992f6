// Connects every entry of the catalog through the public API to a simulator of its provider: `npm run catalog:prove`.
// `npm run catalog:prove -- zoho slack` proves only those. Exits with code 1 if an entry fails or an option has no entry.
import { runMain } from "../lib/plain-error.mjs";
import { proveCatalog } from "./prove";

await runMain(async () => {
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  const isProven = await proveCatalog({ say, slugs: process.argv.slice(2) });
  if (!isProven) process.exitCode = 1;
});
