import { verb } from "@/server/access/verb";
import type { Ctx } from "@/server/core/ctx";
import { ServiceError } from "@/server/core/errors";
import { inTransaction } from "@/server/db";
import { queueEvent } from "./queue-event";

/** Sends an event of type `test` to the environment's endpoints. @throws ServiceError `conflict` when it has none. */
export const sendTestEvent = verb("webhooks:send", async (ctx: Ctx): Promise<{ deliveries: number }> => {
  const payload = {
    from: "nango",
    type: "test",
    environment: ctx.environmentName,
    message: "Your webhook endpoint works.",
  };
  const deliveries = await inTransaction((tx) => queueEvent(tx, ctx, { type: "test", payload }));
  if (deliveries === 0)
    throw new ServiceError("conflict", "This environment has no webhook endpoint. Save one, then send the test event.");
  return { deliveries };
});
