import type pg from "pg";
import { log } from "@/server/core/log";

const RECONNECT_MS = 5_000;

/**
 * Listens for NOTIFY on a separate connection and reconnects after a database restart. Where LISTEN is not available (behind a
 * transaction-mode pooler), the loops find work by polling.
 */
export async function listen(
  pool: pg.Pool,
  channels: string[],
  heard: (channel: string, payload: string) => void,
): Promise<() => Promise<void>> {
  let isStopped = false;
  let client: pg.PoolClient | undefined;
  let timer: NodeJS.Timeout | undefined;

  const drop = () => {
    client?.release(true);
    client = undefined;
    if (!isStopped) timer = setTimeout(() => void open(), RECONNECT_MS);
  };
  const open = async () => {
    try {
      client = await pool.connect();
      client.on("notification", ({ channel, payload }) => heard(channel, payload ?? ""));
      client.once("error", drop);
      for (const channel of channels) await client.query(`listen ${channel}`);
    } catch (error) {
      log().warn({ err: error }, "can't listen for notifications; polling continues");
      drop();
    }
  };
  await open();
  return async () => {
    isStopped = true;
    clearTimeout(timer);
    client?.release(true);
  };
}
