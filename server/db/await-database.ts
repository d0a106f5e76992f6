import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

const TIMEOUT_MS = 60_000;
const PAUSE_MS = 250;
/** Error codes of a database that is starting. */
const NOT_YET = new Set(["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "EAI_AGAIN", "ETIMEDOUT", "57P03"]);

/**
 * Waits until the database accepts connections.
 *
 * @throws Error with host and port, never the password, when the database refuses the connection or stays unavailable.
 */
export async function awaitDatabase(connectionString: string, timeoutMs = TIMEOUT_MS): Promise<void> {
  const giveUpAt = Date.now() + timeoutMs;
  for (;;) {
    const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000 });
    try {
      await client.connect();
      return;
    } catch (cause) {
      const { code, message } = cause as NodeJS.ErrnoException;
      if (Date.now() > giveUpAt || !NOT_YET.has(code ?? "")) {
        throw new Error(`Can't use the database at ${hostOf(connectionString)}: ${message || code}`, { cause });
      }
    } finally {
      await client.end().catch(() => undefined);
    }
    await sleep(PAUSE_MS);
  }
}

function hostOf(connectionString: string): string {
  return URL.canParse(connectionString) ? new URL(connectionString).host : "DATABASE_URL";
}
