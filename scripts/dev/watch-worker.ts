import { context, type Plugin } from "esbuild";
import { BUNDLE_OPTIONS } from "../lib/bundle.mjs";
import { type Restartable, restartable } from "./restartable";

const FILE = "dist/dev/worker.mjs";

interface WorkerOptions {
  env: Record<string, string>;
  say(line: string): void;
}

/**
 * Builds and runs the worker. Rebuilds and restarts it when its sources change. A build with errors prints them, and the
 * running worker continues.
 */
export async function watchWorker({ env, say }: WorkerOptions): Promise<Restartable> {
  const worker = restartable({ name: "worker", file: FILE, env, write: say });
  const restarter: Plugin = {
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
