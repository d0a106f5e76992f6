import pg from "pg";
import { env } from "@/server/core/env";
import { log } from "@/server/core/log";

const holder = globalThis as { keyholdPool?: pg.Pool };

/** The process's only connection pool: Prisma and the named hot reads share it. */
export function pool(): pg.Pool {
  if (!holder.keyholdPool) {
    holder.keyholdPool = new pg.Pool({
      connectionString: env().DATABASE_URL,
      max: env().KEYHOLD_DATABASE_POOL,
      connectionTimeoutMillis: 10_000,
      application_name: "keyhold",
    });
    // An idle connection that breaks (the database restarts) must not end the process; the next query opens another.
    holder.keyholdPool.on("error", (error) => log().warn({ err: error }, "database connection lost"));
  }
  return holder.keyholdPool;
}

/** Closes the pool, at the end of the process. */
export async function closePool(): Promise<void> {
  const open = holder.keyholdPool;
  holder.keyholdPool = undefined;
  await open?.end();
}
