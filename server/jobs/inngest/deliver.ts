import type { Inngest } from "inngest";
import { z } from "zod";
import { deliverDue } from "@/server/webhooks/deliver-due";
import { type Lane, nextAttemptOf } from "@/server/webhooks/lane";
import { drain } from "./drain";
import { DELIVERY_QUEUED } from "./events";

/** Calls of this function at the same time. */
const AT_ONCE = 50;
/** Also covers a clock of Inngest's that is ahead of the database's. */
const AT_LEAST_MS = 1_000;

const LaneData = z.object({ environmentId: z.uuid(), lane: z.string() });

/** The event that calls the function again. Its id is the same for all who ask for the same second. */
function again(lane: Lane, nextAttemptAt: Date) {
  const ts = Math.max(nextAttemptAt.getTime(), Date.now() + AT_LEAST_MS);
  return { id: `${lane.lane}:again:${Math.floor(ts / 1000)}`, ts };
}

async function deliverLane(lane: Lane) {
  const done = await drain((owner) => deliverDue(owner, { lane }));
  const nextAttemptAt = await nextAttemptOf(lane);
  return { done, next: nextAttemptAt && again(lane, nextAttemptAt) };
}

/** Sends what is due in one lane and asks to be called again when its next attempt is due. */
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
