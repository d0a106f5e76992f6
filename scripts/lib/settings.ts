import { existsSync } from "node:fs";
import path from "node:path";
import { EnvSchema, envProblems } from "@/server/core/env";
import { openDataDir, takeOwnKeys } from "./data-dir";
import { PlainError } from "./plain-error.mjs";
import { ROOT } from "./root.mjs";

/** Placeholder for the URL of the embedded database, which is known only when it runs. */
const EMBEDDED = "postgres://127.0.0.1/keyhold";

/** Settings of this machine. */
export interface Settings {
  dataDir: string;
  port: number;
  publicUrl: string;
  /** Whether the database is the embedded Postgres. */
  isEmbedded: boolean;
  /** Names of the keys that this start created. */
  madeKeys: string[];
}

/**
 * Reads and checks `.env`, the environment and the data directory's keys, before anything starts.
 *
 * @throws PlainError that names every missing or malformed variable.
 */
export function readSettings(): Settings {
  const envFile = path.join(ROOT, ".env");
  if (existsSync(envFile)) process.loadEnvFile(envFile);
  // `NAME=` in a file means that it is not set.
  for (const [name, value] of Object.entries(process.env)) if (value === "") delete process.env[name];
  const dataDir = openDataDir();
  const madeKeys = process.env.KEYHOLD_PRODUCTION === "1" ? [] : takeOwnKeys(dataDir);
  const isEmbedded = process.env.DATABASE_URL === undefined;
  const source = { DATABASE_URL: EMBEDDED, ...process.env };
  const problems = envProblems(source);
  if (problems.length > 0) throw new PlainError(problemText(problems, dataDir));
  const { PORT, KEYHOLD_PUBLIC_URL } = EnvSchema.parse(source);
  return { dataDir, port: PORT, publicUrl: KEYHOLD_PUBLIC_URL, isEmbedded, madeKeys };
}

function problemText(problems: readonly string[], dataDir: string): string {
  const lines = [
    "Keyhold can't start. Fix these variables (.env.example explains each):",
    ...problems.map((line) => `  ${line}`),
  ];
  const keyFile = path.join(dataDir, "keys.env");
  if (problems.some((line) => line.startsWith("KEYHOLD_KEYS is missing")) && existsSync(keyFile)) {
    lines.push(
      `In production, Keyhold doesn't create keys. To keep the data of an earlier start, use the keys in ${keyFile}.`,
    );
  }
  return lines.join("\n");
}
