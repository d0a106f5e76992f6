// The self-hosted background process: the loops of server/jobs.
import { env } from "@/server/core/env";
import { log } from "@/server/core/log";
import { closePool } from "@/server/db";
import { runLoops } from "@/server/jobs/loops";
import { prepareDatabase } from "@/server/prepare-database";
import { stopRequested } from "@/server/stop-signal";

const DRAIN_MS = 30_000;

const stop = new AbortController();
void stopRequested().then(() => {
  stop.abort();
  // What is cut short here is claimed again by its lease.
  setTimeout(() => process.exit(1), DRAIN_MS).unref();
});

/** With Inngest nothing is done here: its server calls the web process. */
async function standDown(signal: AbortSignal): Promise<void> {
  log().info("Inngest runs the background work, so this worker is idle");
  await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
}

try {
  await prepareDatabase();
  await (env().usesInngest ? standDown(stop.signal) : runLoops(stop.signal));
  await closePool();
  process.exit(0);
} catch (error) {
  log().fatal({ err: error }, "the worker stopped");
  process.exit(1);
}
