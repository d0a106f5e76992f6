import { setTimeout as sleep } from "node:timers/promises";
import { log } from "@/server/core/log";
import { perProcess } from "@/server/core/per-process";
import type { Tx } from "./client";

/** Work for a background process. It has only IDs, because an outside job engine may store it. */
export interface Announcement {
  /** The channel that workers listen on for this kind of work. */
  channel: string;
  /** Idempotency key: two announcements with the same key start the work once. */
  key: string;
  data: Record<string, string>;
}

type Listener = (announced: Announcement[]) => Promise<unknown>;

/** The longest a request waits for the listener. A sweep picks up what was not passed on. */
const TIMEOUT_MS = 1_000;

const listening = perProcess("announcements", (): { listener?: Listener } => ({}));
const collected = new WeakMap<Tx, Announcement[]>();

/** Sets this process's listener, which is called after each commit. Workers get a NOTIFY instead. */
export function onAnnounced(listener: Listener): void {
  listening().listener = listener;
}

/** Starts collecting the announcements of a transaction. */
export function collectAnnouncements(tx: Tx): Announcement[] {
  const announced: Announcement[] = [];
  collected.set(tx, announced);
  return announced;
}

/**
 * Announces work to background processes. They are notified when the transaction commits, and not when it is rolled back.
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

/** Passes the announcements of a committed transaction to the listener. Never throws, because a sweep also finds the due rows. */
export async function passOn(announced: Announcement[]): Promise<void> {
  const { listener } = listening();
  if (!listener || announced.length === 0) return;
  const answered = new AbortController();
  const late = sleep(TIMEOUT_MS, undefined, { signal: answered.signal }).then(() => {
    throw new Error(`No response within ${TIMEOUT_MS} ms.`);
  });
  try {
    await Promise.race([listener(announced), late]);
  } catch (error) {
    log().warn(
      { err: error, count: announced.length },
      "could not announce new work; the worker finds it at its next poll",
    );
  } finally {
    answered.abort();
  }
}
