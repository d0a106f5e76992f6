import pg from "pg";
import { env } from "@/server/core/env";
import { log } from "@/server/core/log";
import { perProcess } from "@/server/core/per-process";

/** The process's only connection pool, shared by Prisma and the prepared statements. */
export const pool = perProcess("pool", (): pg.Pool => {
  const made = new pg.Pool({
    connectionString: env().DATABASE_URL,
    max: env().KEYHOLD_DATABASE_POOL,
    connectionTimeoutMillis: 10_000,
    application_name: "keyhold",
  });
  // A broken idle connection (the database restarts) must not end the process. The next query opens a new one.
  made.on("error", (error) => log().warn({ err: error }, "database connection lost"));
  return made;
});

/** Closes the pool at the end of the process. */
export async function closePool(): Promise<void> {
  await pool.take()?.end();
}
