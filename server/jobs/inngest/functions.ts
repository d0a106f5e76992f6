import type { Inngest } from "inngest";
import { z } from "zod";
import { type DueConnection, dueForRefresh } from "@/server/refresh/due";
import { refreshHere } from "@/server/refresh/refresh-claimed";
import { LOOPS, type Loop, REFRESH_LOOP } from "../table";

/** Tells that one connection is due. Its data are names and a number: the engine stores them. */
export const REFRESH_DUE = "keyhold/refresh.due";
const EACH_MINUTE = [{ cron: "* * * * *" }];
/** Fanned out by one scan; the next comes in a minute. */
const SCAN_LIMIT = 5_000;
/** Events in one call. */
const SEND_AT_ONCE = 500;
/** A function that drains a queue stops before the next one starts. */
const DRAIN_MS = 45_000;
const PER_HOST = 10;
const AT_ONCE = 50;

const Due = z.object({ id: z.string(), environmentId: z.string(), fence: z.number(), host: z.string() });

function chunks<T>(list: T[]): T[][] {
  return Array.from({ length: Math.ceil(list.length / SEND_AT_ONCE) }, (_, index) =>
    list.slice(index * SEND_AT_ONCE, (index + 1) * SEND_AT_ONCE),
  );
}

/** Looks for what is due and hands each connection to a function of its own. */
function scan(inngest: Inngest) {
  return inngest.createFunction(
    { id: "refresh-scan", triggers: EACH_MINUTE, retries: 0, concurrency: 1 },
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

/** Renews one connection under its lease. Two events for one connection renew it once. */
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
      return step.run("renew", async () => ({ renewed: await refreshHere(connection) }));
    },
  );
}

async function drain({ work }: Loop): Promise<number> {
  const end = performance.now() + DRAIN_MS;
  let total = 0;
  for (let done = 1; done > 0 && performance.now() < end; total += done) done = await work("inngest");
  return total;
}

/** A loop of the worker as a function: the same verb, once a minute. */
function loop(inngest: Inngest, one: Loop) {
  return inngest.createFunction({ id: one.name, triggers: EACH_MINUTE, retries: 0, concurrency: 1 }, async ({ step }) =>
    step.run("work", async () => ({ done: await drain(one) })),
  );
}

/** All background work as Inngest functions: one for each row of the worker's table, renewals fanned out by host. */
export function inngestFunctions(inngest: Inngest) {
  const rest = LOOPS.filter(({ name }) => name !== REFRESH_LOOP).map((one) => loop(inngest, one));
  return [scan(inngest), refreshOne(inngest), ...rest];
}
