import { createRoute } from "@hono/zod-openapi";
import { createConnectSession } from "@/server/connect/session/create";
import { endSession } from "@/server/connect/session/end";
import { createReconnectSession } from "@/server/connect/session/reconnect";
import { viewSession } from "@/server/connect/session/view";
import { CreateSessionInput, ReconnectSessionInput, SessionAnswer, SessionCreated } from "@/wire/connect-sessions";
import { ENDPOINTS } from "@/wire/endpoints";
import { toNewReconnectSession, toNewSession } from "@/wire/verb-input";
import { keyAuth, sessionAuth } from "../auth";
import { commonErrors, jsonBody, jsonInput } from "../responses";
import { restRouter } from "../router";

const create = createRoute({
  method: "post",
  path: ENDPOINTS.connectSessions,
  operationId: "createConnectSession",
  tags: ["Connect sessions"],
  summary: "Let an end user connect accounts",
  description:
    "Send the end user to `connect_link`, or pass `token` to the frontend SDK. Both are valid for 30 minutes.",
  middleware: keyAuth(createConnectSession),
  request: { body: jsonInput(CreateSessionInput, "Whom the session is for and what it allows.", "integrator") },
  responses: { 201: jsonBody(SessionCreated, "The session."), ...commonErrors },
});

const reconnect = createRoute({
  method: "post",
  path: `${ENDPOINTS.connectSessions}/reconnect`,
  operationId: "createReconnectSession",
  tags: ["Connect sessions"],
  summary: "Let an end user reconnect a connection",
  description: "The connection keeps its id and gets new credentials.",
  middleware: keyAuth(createReconnectSession),
  request: { body: jsonInput(ReconnectSessionInput, "The connection to reconnect.", "integrator") },
  responses: { 201: jsonBody(SessionCreated, "The session."), ...commonErrors },
});

const view = createRoute({
  method: "get",
  path: ENDPOINTS.connectSession,
  operationId: "getConnectSession",
  tags: ["Connect sessions"],
  summary: "Read the session of a browser",
  middleware: sessionAuth(viewSession),
  responses: {
    200: jsonBody(SessionAnswer, "The session."),
    ...commonErrors,
  },
});

const end = createRoute({
  method: "delete",
  path: ENDPOINTS.connectSession,
  operationId: "endConnectSession",
  tags: ["Connect sessions"],
  summary: "End the session",
  middleware: sessionAuth(endSession),
  responses: { 204: { description: "The session has ended." }, ...commonErrors },
});

/** The short-lived permission to connect. */
export const connectSessions = restRouter()
  .openapi(create, async (c) =>
    c.json({ data: await createConnectSession(c.get("ctx"), toNewSession(c.req.valid("json"))) }, 201),
  )
  .openapi(reconnect, async (c) =>
    c.json({ data: await createReconnectSession(c.get("ctx"), toNewReconnectSession(c.req.valid("json"))) }, 201),
  )
  .openapi(view, async (c) => c.json({ data: await viewSession(c.get("ctx"), c.get("session")) }, 200))
  .openapi(end, async (c) => {
    await endSession(c.get("ctx"), c.get("session"));
    return c.body(null, 204);
  });
