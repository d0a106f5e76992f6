// The self-hosted background process: the loops of server/jobs.
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

try {
  await prepareDatabase();
  await runLoops(stop.signal);
  await closePool();
  process.exit(0);
} catch (error) {
  log().fatal({ err: error }, "the worker ended");
  process.exit(1);
}
