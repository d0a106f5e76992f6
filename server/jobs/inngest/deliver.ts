import type { Inngest } from "inngest";
import { z } from "zod";
import { deliverDue } from "@/server/webhooks/deliver-due";
import { type Lane, nextAttemptOf } from "@/server/webhooks/lane";
import { drain } from "./drain";
import { DELIVERY_QUEUED } from "./events";

/** Maximum concurrent calls of this function. */
const AT_ONCE = 50;
/** Minimum wait, in case Inngest's clock is ahead of the database's. */
const AT_LEAST_MS = 1_000;

const LaneData = z.object({ environmentId: z.uuid(), lane: z.string() });

/** Returns ID and time of the event that calls the function again. Events for the same second have the same ID. */
function again(lane: Lane, nextAttemptAt: Date) {
  const ts = Math.max(nextAttemptAt.getTime(), Date.now() + AT_LEAST_MS);
  return { id: `${lane.lane}:again:${Math.floor(ts / 1000)}`, ts };
}

async function deliverLane(lane: Lane) {
  const done = await drain((owner) => deliverDue(owner, { lane }));
  const nextAttemptAt = await nextAttemptOf(lane);
  return { done, next: nextAttemptAt && again(lane, nextAttemptAt) };
}

/** Sends the due deliveries of one lane, and schedules the next call for when its next attempt is due. */
export function deliverWebhooks(inngest: Inngest) {
  return inngest.createFunction(
    {
      id: "deliver-webhooks",
      triggers: [{ event: DELIVERY_QUEUED }],
      retries: 0,
      concurrency: [{ limit: AT_ONCE }, { key: "event.data.lane", limit: 1 }],
    },
    async ({ event, step }) => {
      const data = LaneData.parse(event.data);
      const { done, next } = await step.run("deliver", () => deliverLane(data));
      if (next) await step.sendEvent("again", { ...next, name: DELIVERY_QUEUED, data });
      return { done };
    },
  );
}
