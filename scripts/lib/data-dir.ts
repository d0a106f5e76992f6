import { randomBytes } from "node:crypto";
import { accessSync, appendFileSync, constants, existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseEnv } from "node:util";
import { PlainError } from "./plain-error.mjs";
import { ROOT } from "./root.mjs";

const NOTE = `# Made at the first start. KEYHOLD_KEYS seals every credential in the database: without it they are lost, so keep a copy.
`;
const MAKERS: Record<string, () => string> = {
  KEYHOLD_KEYS: () => `k1:${randomBytes(32).toString("base64")}`,
  NEXTAUTH_SECRET: () => randomBytes(32).toString("base64"),
};

/** The data directory, created when absent and readable only by its owner. */
export function openDataDir(): string {
  const dataDir = path.resolve(ROOT, process.env.KEYHOLD_DATA_DIR || ".keyhold");
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    const remedy = "Start as its owner, or set KEYHOLD_DATA_DIR to a directory of yours.";
    throw new PlainError(`This account cannot use the data directory ${dataDir}. ${remedy}`, { cause });
  }
  return dataDir;
}

/**
 * Puts the data directory's keys into the environment and creates those that are set nowhere. Not for production: there
 * they are set from outside.
 *
 * @returns the names of those created now.
 */
export function takeOwnKeys(dataDir: string): string[] {
  const file = path.join(dataDir, "keys.env");
  const kept = existsSync(file) ? parseEnv(readFileSync(file, "utf8")) : {};
  const wanted = Object.entries(MAKERS).filter(([name]) => !process.env[name]);
  const missing = wanted.filter(([name]) => !kept[name]);
  const made = missing.map(([name]) => name);
  if (made.includes("KEYHOLD_KEYS") && existsSync(path.join(dataDir, "postgres.json"))) {
    throw new PlainError(
      `The database in ${dataDir} is sealed with a key that is gone: put ${file} back, or set KEYHOLD_KEYS.`,
    );
  }
  for (const [name, make] of missing) kept[name] = make();
  const lines = made.map((name) => `${name}=${kept[name]}\n`).join("");
  if (made.length > 0) appendFileSync(file, existsSync(file) ? lines : NOTE + lines, { mode: 0o600 });
  for (const [name] of wanted) process.env[name] = kept[name];
  return made;
}
