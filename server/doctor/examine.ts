import { env } from "@/server/core/env";
import { closePool } from "@/server/db";
import { checkDatabase } from "./check-database";
import { checkSettings } from "./check-settings";
import { type Finding, ok, wrong } from "./finding";

const PATIENCE_MS = 3_000;

async function checkAddress(): Promise<Finding> {
  const { KEYHOLD_PUBLIC_URL: address } = env();
  const answered = await fetch(`${address}/health`, { signal: AbortSignal.timeout(PATIENCE_MS) }).then(
    ({ ok: isOk, status }) => (isOk ? null : `it answers ${status}`),
    (error: Error) => error.message,
  );
  if (answered === null) return ok("address", `${address} answers`);
  return wrong(
    "address",
    `${address} cannot be reached from here: ${answered}.`,
    "Start Keyhold, or look at the proxy in front of it.",
  );
}

/** Looks at an instance: its variables, database, keys, worker, providers and address. Never says a secret. */
export async function examine(): Promise<Finding[]> {
  try {
    const database = await checkDatabase().catch((error: Error) => [
      wrong(
        "database",
        `It cannot be used: ${error.message}`,
        "Start Keyhold with `npm start`, or check DATABASE_URL.",
      ),
    ]);
    return [...checkSettings(env()), ...database, await checkAddress()];
  } finally {
    await closePool();
  }
}
