import path from "node:path";
import { Locked, takeLock } from "../lib/lock.mjs";
import { PlainError } from "../lib/plain-error.mjs";
import { isPortFree } from "../lib/ports";
import { ROOT } from "../lib/root.mjs";
import type { Settings } from "../lib/settings";

/**
 * Makes sure that no other process uses the data directory or listens on the port.
 *
 * @returns a function that releases the data directory.
 * @throws PlainError that says which of the two, and what to do.
 */
export async function claimInstance({ dataDir, port, publicUrl }: Settings): Promise<() => void> {
  const release = lockDataDir(dataDir, publicUrl);
  if (await isPortFree(port)) return release;
  release();
  throw new PlainError(
    `Port ${port} is in use. Stop what listens there, or choose another port: PORT=${port + 1} npm start`,
  );
}

function lockDataDir(dataDir: string, publicUrl: string): () => void {
  try {
    return takeLock(path.join(dataDir, "start.lock"), { publicUrl });
  } catch (error) {
    if (!(error instanceof Locked)) throw error;
    const { pid, publicUrl: where } = error.holder;
    const name = path.relative(ROOT, dataDir) || dataDir;
    const remedy = "Stop it first, or run a second one beside it: PORT=3001 KEYHOLD_DATA_DIR=.keyhold-2 npm start";
    throw new PlainError(`Keyhold already runs on ${name} (process ${pid}, ${where}). ${remedy}`);
  }
}
