import { pool } from "@/server/db";

/**
 * Lets time pass for one connection: its renewal is due, and its token has ended or lives a little longer.
 * The token at the provider lives on; only what Keyhold knows of it has changed.
 */
export async function makeDue(connectionId: string, token: "lives" | "has ended"): Promise<void> {
  await pool().query(
    `update "Connection" set "refreshDueAt" = now() - interval '1 second',
       "expiresAt" = now() + $2::interval where "connectionId" = $1`,
    [connectionId, token === "lives" ? "10 minutes" : "-1 second"],
  );
}
