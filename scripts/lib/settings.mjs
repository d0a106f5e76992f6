import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { openDataDir, takeOwnKeys } from "./data-dir.mjs";
import { PlainError } from "./plain-error.mjs";
import { ROOT } from "./root.mjs";

/** Stands in for the address of the embedded database, which is known only once it runs. */
const EMBEDDED = "postgres://127.0.0.1/keyhold";

/**
 * Reads `.env`, the environment and the data directory's keys, and checks them all before anything starts.
 *
 * @returns `{ dataDir, port, publicUrl, isEmbedded, madeKeys }`.
 * @throws PlainError that names every missing or malformed variable.
 */
export async function readSettings() {
  const envFile = path.join(ROOT, ".env");
  if (existsSync(envFile)) process.loadEnvFile(envFile);
  // `NAME=` in a file means: not set.
  for (const [name, value] of Object.entries(process.env)) if (value === "") delete process.env[name];
  const dataDir = openDataDir();
  const madeKeys = process.env.KEYHOLD_PRODUCTION === "1" ? [] : takeOwnKeys(dataDir);
  const isEmbedded = process.env.DATABASE_URL === undefined;
  const { envProblems, EnvSchema } = await loadEnvModule();
  const source = { DATABASE_URL: EMBEDDED, ...process.env };
  const problems = envProblems(source);
  if (problems.length > 0) throw new PlainError(problemText(problems, dataDir));
  const { PORT, KEYHOLD_PUBLIC_URL } = EnvSchema.parse(source);
  return { dataDir, port: PORT, publicUrl: KEYHOLD_PUBLIC_URL, isEmbedded, madeKeys };
}

function problemText(problems, dataDir) {
  const lines = [
    "Keyhold cannot start. These variables need attention (.env.example explains each):",
    ...problems.map((line) => `  ${line}`),
  ];
  const keyFile = path.join(dataDir, "keys.env");
  if (problems.some((line) => line.startsWith("KEYHOLD_KEYS is missing")) && existsSync(keyFile)) {
    lines.push(
      `In production no key is made up. To go on with the data of an earlier start, take the keys from ${keyFile}.`,
    );
  }
  return lines.join("\n");
}

/** The product's own rules for its variables, compiled when they changed. */
async function loadEnvModule() {
  const [source, compiled] = [path.join(ROOT, "server/core/env.ts"), path.join(ROOT, "dist/env.mjs")];
  if (!existsSync(compiled) || statSync(compiled).mtimeMs < statSync(source).mtimeMs) {
    const { bundle } = await import("./bundle.mjs");
    await bundle("server/core/env.ts", "dist/env.mjs");
  }
  return import(pathToFileURL(compiled).href);
}
