import { renderStored } from "@/messages/render";
import { verb } from "@/server/access/verb";
import type { Ctx } from "@/server/core/ctx";
import { NotFoundError } from "@/server/core/errors";
import { db, inTransaction } from "@/server/db";
import { DeliveryItem } from "@/wire/webhooks";
import { announceDeliveries } from "./lane";

const SHOWN = 100;

/** Lists the newest deliveries of the environment. */
export const listDeliveries = verb("webhooks:read", async (ctx: Ctx): Promise<DeliveryItem[]> => {
  const rows = await db().delivery.findMany({
    where: { environmentId: ctx.environmentId },
    orderBy: { createdAt: "desc" },
    take: SHOWN,
    include: { event: { select: { type: true, payload: true } } },
  });
  return rows.map(({ event, lastError, ...row }) => {
    const { type: eventType, payload } = event;
    return DeliveryItem.parse({ ...row, lastError: renderStored(lastError), eventType, payload });
  });
});

/** Retries a delivery now, and restarts its retry schedule. @throws NotFoundError */
export const retryDelivery = verb("webhooks:send", async (ctx: Ctx, { id }: { id: string }): Promise<void> => {
  await inTransaction(async (tx) => {
    const again = await tx.delivery.updateManyAndReturn({
      where: { id, environmentId: ctx.environmentId },
      data: { status: "pending", attempts: 0, nextAttemptAt: ctx.now(), leaseOwner: null, leaseUntil: null },
      select: { id: true, environmentId: true, endpointId: true, nextAttemptAt: true },
    });
    if (again.length === 0) throw new NotFoundError("delivery", id);
    await announceDeliveries(tx, again);
  });
});
