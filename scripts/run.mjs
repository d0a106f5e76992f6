// Runs one of the repository's TypeScript programs: `node scripts/run.mjs bench/main.ts --seconds 2`. Installs missing packages
// first, so this file and what it imports at once are plain JavaScript; `--no-install` in front of the program only checks.
import { installMissing, isInstalled } from "./lib/install.mjs";
import { checkNode } from "./lib/node-version.mjs";
import { PlainError, runMain } from "./lib/plain-error.mjs";

checkNode();
await runMain(async () => {
  const mayInstall = process.argv[2] !== "--no-install";
  const [entry = ""] = process.argv.splice(2, mayInstall ? 1 : 2).slice(-1);
  if (mayInstall) await installMissing({ isQuiet: process.argv.includes("--quiet") });
  else if (!isInstalled()) throw new PlainError("Packages are missing or outdated. Run `npm start`: it installs them.");
  const { runEntry } = await import("./lib/run-entry.mjs");
  await runEntry(entry);
});
