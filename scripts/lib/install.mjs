import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { withLock } from "./lock.mjs";
import { PlainError } from "./plain-error.mjs";
import { ROOT } from "./root.mjs";

/** Installs the packages of the lock file when they are not all there. Uses Node built-ins only. */
export async function installMissing({ say, isQuiet = false }) {
  if (isInstalled()) return;
  await withLock(path.join(ROOT, "dist/install.lock"), () => {
    if (isInstalled()) return;
    say("Installing packages (about a minute) …");
    // Dev packages build the app; NODE_ENV=production would leave them out.
    const args = ["ci", "--include=dev", "--loglevel=error", "--no-audit", "--no-fund"];
    const stdio = ["ignore", isQuiet ? "ignore" : "inherit", "inherit"];
    const { status } = spawnSync("npm", args, { cwd: ROOT, stdio, shell: process.platform === "win32" });
    if (status !== 0)
      throw new PlainError("The packages could not be installed. See the lines above, then run the command again.");
  });
}

/** Compares what npm noted after the last install with the lock file: same packages, same versions. */
export function isInstalled() {
  const noteFile = path.join(ROOT, "node_modules/.package-lock.json");
  if (!existsSync(noteFile)) return false;
  const [wanted, present] = [path.join(ROOT, "package-lock.json"), noteFile].map(
    (file) => JSON.parse(readFileSync(file, "utf8")).packages,
  );
  return Object.entries(wanted).every(([name, entry]) => {
    const isOptional = name === "" || entry.link || entry.optional || entry.devOptional || entry.peer;
    return present[name] ? present[name].version === entry.version : isOptional;
  });
}
