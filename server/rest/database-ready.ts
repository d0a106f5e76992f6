import { ServiceError } from "@/server/core/errors";
import { pool } from "@/server/db";

const PATIENCE_MS = 2_000;

/** Resolves when the database responds. @throws ServiceError `server_error` (503) when it doesn't respond in time. */
export async function checkDatabase(): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no response within ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  try {
    await Promise.race([pool().query("select 1"), patience]);
  } catch (error) {
    throw new ServiceError("server_error", "The database isn't responding. Try again in a moment.", {
      status: 503,
      cause: error,
    });
  } finally {
    clearTimeout(timer);
  }
}
