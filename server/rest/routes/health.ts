import { createRoute } from "@hono/zod-openapi";
import { z } from "zod";
import { readInstanceState } from "@/server/instance/read-state";
import { InstanceState } from "@/wire/instance";
import { openToAll } from "../auth";
import { checkDatabase } from "../database-ready";
import { commonErrors, jsonBody } from "../responses";
import { restRouter } from "../router";

const Ok = z.strictObject({ result: z.literal("ok").describe("Always ok.") });
const Ready = z.strictObject({ ...Ok.shape, ...InstanceState.shape });
/** Probes add parameters of their own against caches. */
const anyQuery = z.looseObject({});

const health = createRoute({
  method: "get",
  path: "/health",
  operationId: "health",
  tags: ["Instance"],
  summary: "Is the process alive?",
  middleware: openToAll("probes carry no key"),
  request: { query: anyQuery },
  responses: { 200: jsonBody(Ok, "It is."), ...commonErrors },
});

const ready = createRoute({
  method: "get",
  path: "/ready",
  operationId: "ready",
  tags: ["Instance"],
  summary: "Can the process answer, database included? Who does the background work, and what waits?",
  middleware: openToAll("probes carry no key"),
  request: { query: anyQuery },
  responses: { 200: jsonBody(Ready, "It can."), ...commonErrors },
});

const routes = restRouter()
  .openapi(health, (c) => c.json({ result: "ok" } as const, 200))
  .openapi(ready, async (c) => {
    await checkDatabase();
    return c.json({ result: "ok" as const, ...(await readInstanceState()) }, 200);
  });

export { routes as health };
