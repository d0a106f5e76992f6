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
  summary: "Create a connect session",
  description:
    "Lets one end user connect their accounts. Send the end user to `connect_link`, or pass `token` to the frontend SDK. Both are valid for 30 minutes.",
  middleware: keyAuth(createConnectSession),
  request: {
    body: jsonInput(
      CreateSessionInput,
      "Who the session is for and what it allows. `end_user` or `tags` is required.",
      "integrator",
    ),
  },
  responses: { 201: jsonBody(SessionCreated, "The session."), ...commonErrors },
});

const reconnect = createRoute({
  method: "post",
  path: `${ENDPOINTS.connectSessions}/reconnect`,
  operationId: "createReconnectSession",
  tags: ["Connect sessions"],
  summary: "Create a connect session for an existing connection",
  description: "Lets the end user reconnect. The connection keeps its ID and gets new credentials.",
  middleware: keyAuth(createReconnectSession),
  request: { body: jsonInput(ReconnectSessionInput, "The connection to reconnect.", "integrator") },
  responses: { 201: jsonBody(SessionCreated, "The session."), ...commonErrors },
});

const view = createRoute({
  method: "get",
  path: ENDPOINTS.connectSession,
  operationId: "getConnectSession",
  tags: ["Connect sessions"],
  summary: "Get the connect session",
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
  summary: "End the connect session",
  middleware: sessionAuth(endSession),
  responses: { 204: { description: "The session has ended." }, ...commonErrors },
});

/** Connect sessions: the short-lived permission to connect. */
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
