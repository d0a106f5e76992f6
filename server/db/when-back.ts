import { setTimeout as sleep } from "node:timers/promises";
import { log } from "@/server/core/log";

const FIRST_PAUSE_MS = 50;
const MAX_PAUSE_MS = 1_000;
const PATIENCE_MS = 15 * 60_000;
/** What says that the database is away or coming up, not that a query is wrong. */
const AWAY =
  /ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|57P0[123]|08\w{3}|53300|P1001|P1002|P1008|P1017|P2024|P2028/;
const AWAY_WORDS =
  /connection terminated|timeout exceeded when trying to connect|connection ended|not queryable|server closed|can't reach database server|server has closed the connection/i;

/** The same in the words of Prisma's driver adapter. */
const AWAY_KINDS = new Set(["DatabaseNotReachable", "ConnectionClosed", "SocketTimeout", "TooManyConnections"]);

interface ErrorPart {
  code?: unknown;
  kind?: unknown;
  message?: unknown;
  cause?: unknown;
  /** Prisma keeps what the driver said in here. */
  meta?: { driverAdapterError?: unknown };
}

/** Whether an error, or what caused it, says that the database is away. */
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
 * Does work on the database, again and again while it is away: for what must not be lost. The work must bear being done twice,
 * since the answer to a commit may be what was lost.
 */
export async function whenBack<T>(work: () => Promise<T>): Promise<T> {
  const giveUpAt = performance.now() + PATIENCE_MS;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(MAX_PAUSE_MS, pauseMs * 2)) {
    try {
      return await work();
    } catch (error) {
      if (!isDatabaseAway(error) || performance.now() > giveUpAt) throw error;
      log().warn({ err: error }, "the database is unavailable; received data is kept in memory until it is back");
      await sleep(pauseMs);
    }
  }
}
