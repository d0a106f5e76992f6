import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { log } from "@/server/core/log";
import { pool } from "@/server/db";
import { listen } from "@/server/db/listen";
import { beat } from "./heartbeat";
import { LOOPS, type Loop } from "./table";

const ERROR_PAUSE_MS = 2_000;

/** Runs one loop until told to stop: as long as there is work it goes on, then it waits for a wake-up or its poll. */
async function run(loop: Loop, owner: string, wake: EventTarget, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const done = await loop.work(owner);
      if (done > 0) continue;
      await pause(loop, wake, signal);
    } catch (error) {
      if (signal.aborted) return;
      log().error({ err: error, loop: loop.name }, "a background loop failed and goes on");
      await sleep(ERROR_PAUSE_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** Waits for the poll interval, a NOTIFY, or the end. */
function pause(loop: Loop, wake: EventTarget, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, loop.pollMs);
    function done() {
      clearTimeout(timer);
      if (loop.wakenBy) wake.removeEventListener(loop.wakenBy, done);
      signal.removeEventListener("abort", done);
      resolve();
    }
    if (loop.wakenBy) wake.addEventListener(loop.wakenBy, done);
    signal.addEventListener("abort", done);
  });
}

/** Runs every background loop until the signal; returns once the work under way is done. */
export async function runLoops(signal: AbortSignal): Promise<void> {
  const owner = `worker:${process.pid}:${randomUUID()}`;
  const wake = new EventTarget();
  const channels = LOOPS.flatMap(({ wakenBy }) => wakenBy ?? []);
  const stopListening = await listen(pool(), channels, (channel) => wake.dispatchEvent(new Event(channel)));
  const stopBeating = beat(owner);
  await Promise.all(LOOPS.map((loop) => run(loop, owner, wake, signal)));
  await Promise.all(LOOPS.map((loop) => loop.drain?.()));
  await stopBeating();
  await stopListening();
}
