import { env } from "@/server/core/env";
import { closePool } from "@/server/db";
import { checkDatabase } from "./check-database";
import { checkSettings } from "./check-settings";
import { type Finding, ok, wrong } from "./finding";

const TIMEOUT_MS = 3_000;

async function checkAddress(): Promise<Finding> {
  const { KEYHOLD_PUBLIC_URL: address } = env();
  const problem = await fetch(`${address}/health`, { signal: AbortSignal.timeout(TIMEOUT_MS) }).then(
    ({ ok: isOk, status }) => (isOk ? null : `it returned ${status}`),
    (error: Error) => error.message,
  );
  if (problem === null) return ok("address", `${address} is reachable`);
  return wrong(
    "address",
    `${address} can't be reached from this machine: ${problem}.`,
    "Start Keyhold, or check the proxy in front of it.",
  );
}

/** Checks an instance: its variables, database, keys, worker, providers and address. The findings contain no secrets. */
export async function examine(): Promise<Finding[]> {
  try {
    const database = await checkDatabase().catch((error: Error) => [
      wrong(
        "database",
        `The database can't be used: ${error.message}`,
        "Start Keyhold with `npm start`, or check DATABASE_URL.",
      ),
    ]);
    return [...checkSettings(env()), ...database, await checkAddress()];
  } finally {
    await closePool();
  }
}
