import { context } from "esbuild";
import { BUNDLE_OPTIONS } from "../lib/bundle.mjs";
import { restartable } from "./restartable.mjs";

const FILE = "dist/dev/worker.mjs";

/**
 * Builds the worker and runs it; whenever its sources change it is built and started anew. A build with errors prints them
 * and leaves the running worker alone.
 *
 * @returns `{ restart(), stop() }`.
 */
export async function watchWorker({ env, say }) {
  const worker = restartable({ name: "worker", file: FILE, env, write: say });
  const restarter = {
    name: "restart",
    setup: ({ onEnd }) =>
      onEnd(({ errors }) => {
        if (errors.length === 0) void worker.restart();
      }),
  };
  const watcher = await context({
    ...BUNDLE_OPTIONS,
    entryPoints: ["server/worker.ts"],
    outfile: FILE,
    plugins: [restarter],
  });
  await watcher.watch();
  const stop = async () => {
    await watcher.dispose();
    await worker.stop();
  };
  return { restart: worker.restart, stop };
}
