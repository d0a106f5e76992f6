import { randomBytes } from "node:crypto";
import { accessSync, appendFileSync, constants, existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseEnv } from "node:util";
import { PlainError } from "./plain-error.mjs";
import { ROOT } from "./root.mjs";

const NOTE = `# Created at the first start. KEYHOLD_KEYS encrypts every credential in the database.
# If you lose it, the credentials can't be decrypted. Keep a copy.
`;
const MAKERS: Record<string, () => string> = {
  KEYHOLD_KEYS: () => `k1:${randomBytes(32).toString("base64")}`,
  NEXTAUTH_SECRET: () => randomBytes(32).toString("base64"),
};

/** Returns the data directory. Creates it if it doesn't exist, readable only by its owner. */
export function openDataDir(): string {
  const dataDir = path.resolve(ROOT, process.env.KEYHOLD_DATA_DIR || ".keyhold");
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    const remedy = "Start Keyhold as its owner, or set KEYHOLD_DATA_DIR to another directory.";
    throw new PlainError(`This account can't use the data directory ${dataDir}. ${remedy}`, { cause });
  }
  return dataDir;
}

/**
 * Adds the data directory's keys to the environment and creates missing ones. Not for production, where keys must be set as
 * variables.
 *
 * @returns the names of the created keys.
 */
export function takeOwnKeys(dataDir: string): string[] {
  const file = path.join(dataDir, "keys.env");
  const kept = existsSync(file) ? parseEnv(readFileSync(file, "utf8")) : {};
  const wanted = Object.entries(MAKERS).filter(([name]) => !process.env[name]);
  const missing = wanted.filter(([name]) => !kept[name]);
  const made = missing.map(([name]) => name);
  if (made.includes("KEYHOLD_KEYS") && existsSync(path.join(dataDir, "postgres.json"))) {
    throw new PlainError(`The key of the database in ${dataDir} is missing. Restore ${file}, or set KEYHOLD_KEYS.`);
  }
  for (const [name, make] of missing) kept[name] = make();
  const lines = made.map((name) => `${name}=${kept[name]}\n`).join("");
  if (made.length > 0) appendFileSync(file, existsSync(file) ? lines : NOTE + lines, { mode: 0o600 });
  for (const [name] of wanted) process.env[name] = kept[name];
  return made;
}
