// Runs a TypeScript program of the repository: `node scripts/run.mjs bench/main.ts --seconds 2`. Installs missing packages
// first, so this file and its static imports are plain JavaScript. `--no-install` before the program only checks.
import { installMissing, isInstalled } from "./lib/install.mjs";
import { checkNode } from "./lib/node-version.mjs";
import { PlainError, runMain } from "./lib/plain-error.mjs";

checkNode();
await runMain(async () => {
  const mayInstall = process.argv[2] !== "--no-install";
  const [entry = ""] = process.argv.splice(2, mayInstall ? 1 : 2).slice(-1);
  if (mayInstall) await installMissing({ isQuiet: process.argv.includes("--quiet") });
  else if (!isInstalled()) throw new PlainError("Packages are missing or outdated. Run `npm start` to install them.");
  const { runEntry } = await import("./lib/run-entry.mjs");
  await runEntry(entry);
});
