import { announce, pool, type Tx } from "@/server/db";

/** Channel on which workers hear that a delivery waits. */
export const DELIVERY_CHANNEL = "keyhold_delivery";

/**
 * Deliveries that are sent by one function at a time: those of one endpoint. A delivery without an endpoint, because its
 * connection has an address of its own, is a lane alone.
 */
export interface Lane {
  environmentId: string;
  /** Id of the endpoint, or of the one delivery. */
  lane: string;
}

interface Waiting {
  id: string;
  environmentId: string;
  endpointId: string | null;
  nextAttemptAt: Date | null;
}

/** Announces deliveries that may be sent now, in the transaction that queues them. */
export async function announceDeliveries(tx: Tx, deliveries: Waiting[]): Promise<void> {
  const announcements = deliveries.map(({ id, environmentId, endpointId, nextAttemptAt }) => ({
    channel: DELIVERY_CHANNEL,
    // A delivery that is sent again by hand waits a second time.
    key: `${id}:${nextAttemptAt?.getTime()}`,
    data: { environmentId, lane: endpointId ?? id },
  }));
  await announce(tx, announcements);
}

/** When the next delivery of a lane can be tried: once it is due and nobody holds it. Null: none waits. */
export async function nextAttemptOf({ environmentId, lane }: Lane): Promise<Date | null> {
  const { rows } = await pool().query<{ at: Date | null }>({
    name: "next-delivery",
    text: `select min(greatest("nextAttemptAt", "leaseUntil")) as at from "Delivery"
      where "nextAttemptAt" is not null and "environmentId" = $1 and coalesce("endpointId", id) = $2`,
    values: [environmentId, lane],
  });
  return rows[0]?.at ?? null;
}
