import { randomBytes } from "node:crypto";
import path from "node:path";
import { configDefaults, defineConfig } from "vitest/config";

const TESTS = "**/*.test.{ts,tsx}";
const DATABASE_TESTS = "**/*.db.test.ts";
const SCRIPT_TESTS = "scripts/**/*.test.ts";
const NOT_OURS = [...configDefaults.exclude, "**/.next/**", "**/dist/**", "**/.keyhold*/**", "e2e/**"];

/** No server listens here, so a unit test that uses the database fails. */
const NO_DATABASE = "postgres://keyhold@127.0.0.1:1/keyhold";

/** The variables that server/core/env.ts requires. The keys are generated for this run. */
const env = {
  KEYHOLD_PUBLIC_URL: "http://keyhold.test:3000",
  KEYHOLD_KEYS: `k1:${randomBytes(32).toString("base64")}`,
  NEXTAUTH_SECRET: randomBytes(32).toString("base64"),
  LOG_LEVEL: "silent",
};

export default defineConfig({
  resolve: { alias: { "@": path.resolve(import.meta.dirname) } },
  test: {
    maxWorkers: "100%",
    // A test may be slow on a busy machine, but no test sleeps.
    testTimeout: 20_000,
    hookTimeout: 20_000,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          pool: "threads",
          include: [TESTS],
          exclude: [...NOT_OURS, DATABASE_TESTS, SCRIPT_TESTS],
          env: { ...env, DATABASE_URL: NO_DATABASE },
        },
      },
      {
        extends: true,
        test: {
          name: "unit-scripts",
          // The parser is native code that crashes when two threads of one process load it.
          pool: "forks",
          include: [SCRIPT_TESTS],
          exclude: NOT_OURS,
          env: { ...env, DATABASE_URL: NO_DATABASE },
        },
      },
      {
        extends: true,
        test: {
          name: "db",
          include: [DATABASE_TESTS],
          exclude: NOT_OURS,
          env,
          globalSetup: "server/testing/postgres.ts",
          setupFiles: "server/testing/own-database.ts",
        },
      },
    ],
  },
});
