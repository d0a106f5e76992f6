import { announce, pool, type Tx } from "@/server/db";

/** NOTIFY channel that wakes workers when a delivery is queued. */
export const DELIVERY_CHANNEL = "keyhold_delivery";

const SOONEST = 100;

/**
 * Deliveries that only one function sends at a time: those of one endpoint. A delivery to a connection's own URL has no
 * endpoint and is a lane of its own.
 */
export interface Lane {
  environmentId: string;
  /** ID of the endpoint, or of the single delivery. */
  lane: string;
}

interface Waiting {
  id: string;
  environmentId: string;
  endpointId: string | null;
  nextAttemptAt: Date | null;
}

/** Announces deliveries to send, in the transaction that queues them. */
export async function announceDeliveries(tx: Tx, deliveries: Waiting[]): Promise<void> {
  const announcements = deliveries.map(({ id, environmentId, endpointId, nextAttemptAt }) => ({
    channel: DELIVERY_CHANNEL,
    // The time is part of the key, so that a manual retry gets a new event.
    key: `${id}:${nextAttemptAt?.getTime()}`,
    data: { environmentId, lane: endpointId ?? id },
  }));
  await announce(tx, announcements);
}

/** Returns when the next delivery of a lane is due and has no lease. Null: none is waiting. */
export async function nextAttemptOf({ environmentId, lane }: Lane): Promise<Date | null> {
  const { rows } = await pool().query<{ at: Date | null }>({
    name: "next-delivery",
    // Leased deliveries are the soonest, and far fewer than the limit, so the others need not be read.
    text: `select min(greatest("nextAttemptAt", "leaseUntil")) as at from (
        select "nextAttemptAt", "leaseUntil" from "Delivery"
        where "nextAttemptAt" is not null and "environmentId" = $1 and coalesce("endpointId", id) = $2
        order by "nextAttemptAt" limit ${SOONEST}) as soonest`,
    values: [environmentId, lane],
  });
  return rows[0]?.at ?? null;
}
