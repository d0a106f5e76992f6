import { setTimeout as sleep } from "node:timers/promises";
import { log } from "@/server/core/log";
import { perProcess } from "@/server/core/per-process";
import type { Tx } from "./client";

/** Work that waits for a background process. It has ids only, because an engine outside may store it. */
export interface Announcement {
  /** The channel that workers listen on for this kind of work. */
  channel: string;
  /** Idempotency key: two announcements with the same key start the work once. */
  key: string;
  data: Record<string, string>;
}

type Listener = (announced: Announcement[]) => Promise<unknown>;

/** A request waits this long for the listener at most. A sweep finds what it did not pass on. */
const PATIENCE_MS = 1_000;

const ears = perProcess("announcements", (): { listener?: Listener } => ({}));
const collected = new WeakMap<Tx, Announcement[]>();

/** Sets who hears in this process what was announced, after each commit. Workers hear of it by NOTIFY, without this. */
export function onAnnounced(listener: Listener): void {
  ears().listener = listener;
}

/** Collects what this transaction announces. */
export function collectAnnouncements(tx: Tx): Announcement[] {
  const announced: Announcement[] = [];
  collected.set(tx, announced);
  return announced;
}

/**
 * Announces work to background processes. They hear of it when the transaction commits, and nothing when it is rolled back.
 * @throws Error when `tx` is not the client of `inTransaction`.
 */
export async function announce(tx: Tx, announcements: Announcement[]): Promise<void> {
  const announced = collected.get(tx);
  if (!announced) throw new Error("Announce work inside inTransaction.");
  announced.push(...announcements);
  for (const channel of new Set(announcements.map((one) => one.channel))) {
    await tx.$executeRaw`select pg_notify(${channel}, '')`;
  }
}

/** Passes on what a committed transaction announced. Never throws: the rows say what is due, so a sweep finds it too. */
export async function passOn(announced: Announcement[]): Promise<void> {
  const { listener } = ears();
  if (!listener || announced.length === 0) return;
  const answered = new AbortController();
  const late = sleep(PATIENCE_MS, undefined, { signal: answered.signal }).then(() => {
    throw new Error(`No answer within ${PATIENCE_MS} ms.`);
  });
  try {
    await Promise.race([listener(announced), late]);
  } catch (error) {
    log().warn({ err: error, count: announced.length }, "could not announce new work; the next sweep picks it up");
  } finally {
    answered.abort();
  }
}
