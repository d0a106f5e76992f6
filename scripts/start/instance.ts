import path from "node:path";
import { Locked, takeLock } from "../lib/lock.mjs";
import { PlainError } from "../lib/plain-error.mjs";
import { isPortFree } from "../lib/ports";
import { ROOT } from "../lib/root.mjs";
import type { Settings } from "../lib/settings";

/**
 * Checks that no other process uses the data directory or the port, and locks the data directory.
 *
 * @returns a function that releases the data directory.
 * @throws PlainError that says which one is in use, and what to do.
 */
export async function claimInstance({ dataDir, port, publicUrl }: Settings): Promise<() => void> {
  const release = lockDataDir(dataDir, publicUrl);
  if (await isPortFree(port)) return release;
  release();
  throw new PlainError(
    `Port ${port} is in use. Stop the program that uses it, or choose another port: PORT=${port + 1} npm start`,
  );
}

function lockDataDir(dataDir: string, publicUrl: string): () => void {
  try {
    return takeLock(path.join(dataDir, "start.lock"), { publicUrl });
  } catch (error) {
    if (!(error instanceof Locked)) throw error;
    const { pid, publicUrl: where } = error.holder;
    const name = path.relative(ROOT, dataDir) || dataDir;
    const remedy = "Stop it first, or run a second instance: PORT=3001 KEYHOLD_DATA_DIR=.keyhold-2 npm start";
    throw new PlainError(`Keyhold is already running on ${name} (process ${pid}, ${where}). ${remedy}`);
  }
}
