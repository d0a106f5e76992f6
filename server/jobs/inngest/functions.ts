import type { Inngest } from "inngest";
import { z } from "zod";
import { type DueConnection, dueForRefresh } from "@/server/refresh/due";
import { refreshHere } from "@/server/refresh/refresh-claimed";
import { DELIVERY_LOOP, LOOPS, type Loop, REFRESH_LOOP } from "../table";
import { deliverWebhooks } from "./deliver";
import { drain } from "./drain";
import { chunks, REFRESH_DUE, REFRESH_WANTED } from "./events";

const EACH_MINUTE = [{ cron: "* * * * *" }];
/** Maximum connections per scan. The next scan is a minute later. */
const SCAN_LIMIT = 5_000;
const PER_HOST = 10;
const AT_ONCE = 50;

const Due = z.object({ id: z.string(), environmentId: z.string(), fence: z.number(), host: z.string() });

/** Sends an event for each connection that is due. Runs once a minute, and when a change makes connections due. */
function scan(inngest: Inngest) {
  return inngest.createFunction(
    { id: "refresh-scan", triggers: [...EACH_MINUTE, { event: REFRESH_WANTED }], retries: 0, concurrency: 1 },
    async ({ step }) => {
      const due = await step.run("find", () => dueForRefresh(SCAN_LIMIT));
      for (const [index, part] of chunks<DueConnection>(due).entries()) {
        await step.sendEvent(
          `hand-out-${index}`,
          part.map((data) => ({ name: REFRESH_DUE, data: { ...data } })),
        );
      }
      return { found: due.length };
    },
  );
}

/** Refreshes one connection under its lease. Two events for one connection refresh it once. */
function refreshOne(inngest: Inngest) {
  return inngest.createFunction(
    {
      id: "refresh-connection",
      triggers: [{ event: REFRESH_DUE }],
      retries: 0,
      concurrency: [{ limit: AT_ONCE }, { key: "event.data.host", limit: PER_HOST }],
    },
    async ({ event, step }) => {
      const connection = Due.parse(event.data);
      return step.run("refresh", async () => ({ refreshed: await refreshHere(connection) }));
    },
  );
}

/** Runs a loop of the worker as a function, once a minute. */
function loop(inngest: Inngest, { name, work }: Loop) {
  const id = name === DELIVERY_LOOP ? "sweep-webhooks" : name;
  return inngest.createFunction({ id, triggers: EACH_MINUTE, retries: 0, concurrency: 1 }, async ({ step }) =>
    step.run("work", async () => ({ done: await drain(work) })),
  );
}

/** Returns all background work as Inngest functions: one per worker loop, with refreshes fanned out by host. */
export function inngestFunctions(inngest: Inngest) {
  const rest = LOOPS.filter(({ name }) => name !== REFRESH_LOOP).map((one) => loop(inngest, one));
  return [scan(inngest), refreshOne(inngest), deliverWebhooks(inngest), ...rest];
}
