import { pool } from "@/server/db";

/**
 * Makes a connection's refresh due, and its token expired or valid for ten more minutes.
 * Only Keyhold's row changes. The provider still accepts the token.
 */
export async function makeDue(connectionId: string, token: "valid" | "expired"): Promise<void> {
  await pool().query(
    `update "Connection" set "refreshDueAt" = now() - interval '1 second',
       "expiresAt" = now() + $2::interval where "connectionId" = $1`,
    [connectionId, token === "valid" ? "10 minutes" : "-1 second"],
  );
}
