import type { Pool, PoolClient } from "pg";
import { env } from "@/server/core/env";
import { pool } from "@/server/db";

/** What the lab stands on. Tests hand in their own clock and patience. */
export interface Lab {
  /** Where browsers and clients reach this instance; without a closing slash. */
  publicUrl: string;
  pool(): Pool;
  now(): Date;
  /** How long a `hang` lasts if the client does not hang up first. */
  hangMs: number;
}

export type Queryable = Pick<Pool | PoolClient, "query">;

/** The lab of this process. */
export function defaultLab(): Lab {
  return { publicUrl: env().KEYHOLD_PUBLIC_URL, pool, now: () => new Date(), hangMs: 120_000 };
}

/** The authorization server's name: `iss` in its answers (RFC 9207) and in its metadata (RFC 8414). */
export function issuerOf(lab: Lab): string {
  return `${lab.publicUrl}/lab`;
}

/** Runs work whose writes stand or fall together. A connection on which something failed is closed, which undoes all. */
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
