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
  summary: "Check that the process is running",
  middleware: openToAll("probes send no key"),
  request: { query: AnyQuery },
  responses: { 200: jsonBody(Health, "The process is running."), ...commonErrors },
});

const ready = createRoute({
  method: "get",
  path: "/ready",
  operationId: "ready",
  tags: ["Instance"],
  summary: "Check that the instance is ready",
  description: "Checks the database, and reports the state of the worker and its backlog.",
  middleware: openToAll("probes send no key"),
  request: { query: AnyQuery },
  responses: { 200: jsonBody(Readiness, "The instance is ready."), ...commonErrors },
});

const routes = restRouter()
  .openapi(health, (c) => c.json({ result: "ok" } as const, 200))
  .openapi(ready, async (c) => {
    await checkDatabase();
    return c.json({ result: "ok" as const, ...(await readInstanceState()) }, 200);
  });

export { routes as health };
