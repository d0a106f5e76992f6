import { purgeExpired } from "@/server/connect/session/purge";
import { REFRESH_CHANNEL } from "@/server/refresh/channels";
import { reconcileLateReplies } from "@/server/refresh/late-replies";
import { noteExpiring } from "@/server/refresh/note-expiring";
import { drainRefreshes, refreshDue } from "@/server/refresh/refresh-due";
import { deliverDue } from "@/server/webhooks/deliver-due";
import { DELIVERY_CHANNEL } from "@/server/webhooks/lane";

/** One kind of background work. `work` runs a batch and returns its size. */
export interface Loop {
  name: string;
  pollMs: number;
  /** Channel whose NOTIFY wakes the loop. Absent: only the poll interval does. */
  wakenBy?: string;
  work(owner: string): Promise<number>;
  /** Waits for work that is still in progress. */
  drain?(): Promise<void>;
}

/** The loop that refreshes tokens. Under Inngest, each connection has its own function call instead. */
export const REFRESH_LOOP = "refresh-tokens";
/** The loop that sends webhooks. Under Inngest, it only sends deliveries whose event was lost. */
export const DELIVERY_LOOP = "deliver-webhooks";

/** All background work. The rows in Postgres say what is due. */
export const LOOPS: readonly Loop[] = [
  { name: REFRESH_LOOP, pollMs: 1_000, wakenBy: REFRESH_CHANNEL, work: () => refreshDue(), drain: drainRefreshes },
  { name: "reconcile-late-replies", pollMs: 5_000, work: () => reconcileLateReplies() },
  { name: "note-expiring", pollMs: 60_000, work: () => noteExpiring() },
  { name: DELIVERY_LOOP, pollMs: 1_000, wakenBy: DELIVERY_CHANNEL, work: (owner) => deliverDue(owner) },
  { name: "purge-expired", pollMs: 10 * 60_000, work: () => purgeExpired() },
];
