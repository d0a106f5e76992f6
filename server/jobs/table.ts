import { purgeExpired } from "@/server/connect/session/purge";
import { REFRESH_CHANNEL } from "@/server/refresh/channels";
import { reconcileLateReplies } from "@/server/refresh/late-replies";
import { noteExpiring } from "@/server/refresh/note-expiring";
import { drainRefreshes, refreshDue } from "@/server/refresh/refresh-due";
import { deliverDue } from "@/server/webhooks/deliver-due";
import { DELIVERY_CHANNEL } from "@/server/webhooks/lane";

/** One kind of background work: `work` does a batch and says how much there was. */
export interface Loop {
  name: string;
  pollMs: number;
  /** Channel whose NOTIFY ends the pause. Absent: only the poll does. */
  wakenBy?: string;
  work(owner: string): Promise<number>;
  /** Waits for what `work` left under way. */
  drain?(): Promise<void>;
}

/** The loop that refreshes tokens. Under Inngest, each connection has a call of its own instead. */
export const REFRESH_LOOP = "refresh-tokens";
/** The loop that sends webhooks. Under Inngest, it only sweeps what the announcement of a delivery did not start. */
export const DELIVERY_LOOP = "deliver-webhooks";

/** All background work. The rows in Postgres say what is due; a loop only asks. */
export const LOOPS: readonly Loop[] = [
  { name: REFRESH_LOOP, pollMs: 1_000, wakenBy: REFRESH_CHANNEL, work: () => refreshDue(), drain: drainRefreshes },
  { name: "reconcile-late-replies", pollMs: 5_000, work: () => reconcileLateReplies() },
  { name: "note-expiring", pollMs: 60_000, work: () => noteExpiring() },
  { name: DELIVERY_LOOP, pollMs: 1_000, wakenBy: DELIVERY_CHANNEL, work: (owner) => deliverDue(owner) },
  { name: "purge-expired", pollMs: 10 * 60_000, work: () => purgeExpired() },
];
