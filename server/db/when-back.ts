import { setTimeout as sleep } from "node:timers/promises";
import { log } from "@/server/core/log";

const FIRST_PAUSE_MS = 50;
const MAX_PAUSE_MS = 1_000;
const GIVE_UP_AFTER_MS = 15 * 60_000;
/** Codes of a database that is unavailable or starting, rather than of a wrong query. */
const AWAY =
  /ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|57P0[123]|08\w{3}|53300|P1001|P1002|P1008|P1017|P2024|P2028/;
const AWAY_WORDS =
  /connection terminated|timeout exceeded when trying to connect|connection ended|not queryable|server closed|can't reach database server|server has closed the connection/i;

/** The same errors as named by Prisma's driver adapter. */
const AWAY_KINDS = new Set(["DatabaseNotReachable", "ConnectionClosed", "SocketTimeout", "TooManyConnections"]);

interface ErrorPart {
  code?: unknown;
  kind?: unknown;
  message?: unknown;
  cause?: unknown;
  /** Where Prisma keeps the driver's error. */
  meta?: { driverAdapterError?: unknown };
}

/** Whether an error or one of its causes means that the database is unavailable. */
export function isDatabaseAway(error: unknown): boolean {
  if (error === null || typeof error !== "object") return false;
  const { code, kind, message, cause, meta } = error as ErrorPart;
  return (
    AWAY.test(String(code)) ||
    AWAY_KINDS.has(String(kind)) ||
    AWAY_WORDS.test(String(message)) ||
    isDatabaseAway(cause) ||
    isDatabaseAway(meta?.driverAdapterError)
  );
}

/**
 * Repeats work until the database is available again, for data that must not be lost. The work must be idempotent, because
 * a commit may succeed while its response is lost.
 */
export async function whenBack<T>(work: () => Promise<T>): Promise<T> {
  const giveUpAt = performance.now() + GIVE_UP_AFTER_MS;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(MAX_PAUSE_MS, pauseMs * 2)) {
    try {
      return await work();
    } catch (error) {
      if (!isDatabaseAway(error) || performance.now() > giveUpAt) throw error;
      log().warn({ err: error }, "the database is unavailable; keeping unsaved results in memory until it is back");
      await sleep(pauseMs);
    }
  }
}
