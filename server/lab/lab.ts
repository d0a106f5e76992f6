import type { Pool, PoolClient } from "pg";
import { env } from "@/server/core/env";
import { pool } from "@/server/db";

/** The environment of the lab. Tests pass their own clock and `hangMs`. */
export interface Lab {
  /** URL of this instance, without a trailing slash. */
  publicUrl: string;
  pool(): Pool;
  now(): Date;
  /** Maximum duration of a `hang`, unless the client hangs up first. */
  hangMs: number;
}

export type Queryable = Pick<Pool | PoolClient, "query">;

/** The lab of this process. */
export function defaultLab(): Lab {
  return { publicUrl: env().KEYHOLD_PUBLIC_URL, pool, now: () => new Date(), hangMs: 120_000 };
}

/** Returns the issuer: `iss` in authorization responses (RFC 9207) and in the metadata (RFC 8414). */
export function issuerOf(lab: Lab): string {
  return `${lab.publicUrl}/lab`;
}

/** Runs work in a transaction. After an error it closes the database connection, which rolls the transaction back. */
export async function inLabTransaction<T>(lab: Lab, work: (tx: PoolClient) => Promise<T>): Promise<T> {
  const client = await lab.pool().connect();
  let isDone = false;
  try {
    await client.query("begin");
    const result = await work(client);
    await client.query("commit");
    isDone = true;
    return result;
  } finally {
    client.release(!isDone);
  }
}
