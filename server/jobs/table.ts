import { purgeExpired } from "@/server/connect-sessions/purge";
import { deliverDue } from "@/server/webhooks/deliver-due";

/** One kind of background work: `work` does a batch and says how much there was. */
export interface Loop {
  name: string;
  pollMs: number;
  work(owner: string): Promise<number>;
}

/** All background work. The rows in Postgres say what is due; a loop only asks. */
export const LOOPS: readonly Loop[] = [
  { name: "deliver-webhooks", pollMs: 1_000, work: (owner) => deliverDue(owner) },
  { name: "purge-expired", pollMs: 10 * 60_000, work: () => purgeExpired() },
];
