import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { withLock } from "./lock.mjs";
import { PlainError } from "./plain-error.mjs";
import { ROOT } from "./root.mjs";

/**
 * Installs the packages of the lock file if some are missing. Uses only Node built-ins.
 *
 * @param {{ isQuiet: boolean }} options `isQuiet`: prints nothing but errors.
 */
export async function installMissing({ isQuiet }) {
  if (isInstalled()) return;
  await withLock(path.join(ROOT, "dist/install.lock"), () => {
    if (isInstalled()) return;
    if (!isQuiet) process.stdout.write("Installing packages (about a minute) …\n");
    // The build needs the dev packages, which NODE_ENV=production would leave out.
    const args = ["ci", "--include=dev", "--loglevel=error", "--no-audit", "--no-fund"];
    const { status } = spawnSync("npm", args, {
      cwd: ROOT,
      stdio: ["ignore", isQuiet ? "ignore" : "inherit", "inherit"],
      shell: process.platform === "win32",
    });
    if (status !== 0)
      throw new PlainError("The packages couldn't be installed. See the output above, then run the command again.");
  });
}

/** Whether the packages and versions of the last install match the lock file. */
export function isInstalled() {
  const noteFile = path.join(ROOT, "node_modules/.package-lock.json");
  if (!existsSync(noteFile)) return false;
  const wanted = packagesIn(path.join(ROOT, "package-lock.json"));
  const present = packagesIn(noteFile);
  return Object.entries(wanted).every(([name, entry]) => {
    const isOptional = name === "" || entry.link || entry.optional || entry.devOptional || entry.peer;
    return present[name] ? present[name].version === entry.version : isOptional;
  });
}

/** @typedef {{ version?: string, link?: boolean, optional?: boolean, devOptional?: boolean, peer?: boolean }} LockedPackage */

/**
 * @param {string} file
 * @returns {Record<string, LockedPackage>}
 */
function packagesIn(file) {
  return JSON.parse(readFileSync(file, "utf8")).packages;
}
