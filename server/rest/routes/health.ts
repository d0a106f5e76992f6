import { createRoute } from "@hono/zod-openapi";
import { readInstanceState } from "@/server/instance/read-state";
import { AnyQuery } from "@/wire/common";
import { Health, Readiness } from "@/wire/instance";
import { openToAll } from "../auth";
import { checkDatabase } from "../database-ready";
import { commonErrors, jsonBody } from "../responses";
import { restRouter } from "../router";

const health = createRoute({
  method: "get",
  path: "/health",
  operationId: "health",
  tags: ["Instance"],
  summary: "Check that the process runs",
  middleware: openToAll("probes carry no key"),
  request: { query: AnyQuery },
  responses: { 200: jsonBody(Health, "The process runs."), ...commonErrors },
});

const ready = createRoute({
  method: "get",
  path: "/ready",
  operationId: "ready",
  tags: ["Instance"],
  summary: "Check that the process can answer, and what background work is due",
  middleware: openToAll("probes carry no key"),
  request: { query: AnyQuery },
  responses: { 200: jsonBody(Readiness, "The process can answer."), ...commonErrors },
});

const routes = restRouter()
  .openapi(health, (c) => c.json({ result: "ok" } as const, 200))
  .openapi(ready, async (c) => {
    await checkDatabase();
    return c.json({ result: "ok" as const, ...(await readInstanceState()) }, 200);
  });

export { routes as health };
