import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { log } from "@/server/core/log";
import { db, pool } from "@/server/db";
import { listen } from "@/server/db/listen";
import { LOOPS, type Loop } from "./table";

const ERROR_PAUSE_MS = 2_000;
const BEAT_MS = 5_000;
const FORGET_AFTER_MS = 60 * 60_000;

/** Runs one loop until the signal. While there is no work, it waits for a wake-up or its poll interval. */
async function run(loop: Loop, owner: string, wake: EventTarget, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const done = await loop.work(owner);
      if (done > 0) continue;
      await pause(loop, wake, signal);
    } catch (error) {
      if (signal.aborted) return;
      log().error({ err: error, loop: loop.name }, "a background loop failed; Keyhold runs it again");
      await sleep(ERROR_PAUSE_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** Waits for the poll interval, a NOTIFY, or the signal. */
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

/** Writes a heartbeat every few seconds. @returns a function that stops it and removes the worker from the list. */
function beat(id: string): () => Promise<void> {
  const startedAt = new Date();
  const write = async () => {
    const beatAt = new Date();
    await db().workerHeartbeat.upsert({ where: { id }, update: { beatAt }, create: { id, startedAt, beatAt } });
    await db().workerHeartbeat.deleteMany({ where: { beatAt: { lt: new Date(beatAt.getTime() - FORGET_AFTER_MS) } } });
  };
  const attempt = () =>
    void write().catch((error: unknown) => log().warn({ err: error }, "couldn't write the heartbeat"));
  attempt();
  const timer = setInterval(attempt, BEAT_MS);
  return async () => {
    clearInterval(timer);
    await db().workerHeartbeat.deleteMany({ where: { id } });
  };
}

/** Runs every background loop until the signal. Returns when the work in progress is done. */
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
