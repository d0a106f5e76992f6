import { createRoute } from "@hono/zod-openapi";
import { z } from "zod";
import { importConnection } from "@/server/connect/import";
import { deleteConnection } from "@/server/connections/delete";
import { getConnection } from "@/server/connections/get";
import { listConnections } from "@/server/connections/list";
import { Connection, ConnectionId, ConnectionList, GetConnectionQuery, ListConnectionsQuery } from "@/wire/connections";
import { ENDPOINTS } from "@/wire/endpoints";
import { ImportConnectionInput } from "@/wire/import-connection";
import { IntegrationKey } from "@/wire/integrations";
import { requireScope } from "../auth";
import { commonErrors, jsonBody, jsonInput, Success } from "../responses";
import { restRouter } from "../router";

const ConnectionPath = z.strictObject({ connectionId: ConnectionId });

const list = createRoute({
  method: "get",
  path: ENDPOINTS.connections,
  operationId: "listConnections",
  tags: ["Connections"],
  summary: "List connections, newest first",
  description: "Credentials are never in the list. Page with `cursor`: it stays right while connections come and go.",
  middleware: requireScope("environment:connections:list", "environment:connections:list_credentials"),
  request: { query: ListConnectionsQuery },
  responses: { 200: jsonBody(ConnectionList, "A page of connections."), ...commonErrors },
});

const get = createRoute({
  method: "get",
  path: `${ENDPOINTS.connections}/{connectionId}`,
  operationId: "getConnection",
  tags: ["Connections"],
  summary: "Read a connection with live credentials",
  description:
    "A token that is about to expire is renewed first. `credentials` is `{}` when the key lacks environment:connections:read_credentials.",
  middleware: requireScope("environment:connections:read", "environment:connections:read_credentials"),
  request: { params: ConnectionPath, query: GetConnectionQuery },
  responses: { 200: jsonBody(Connection, "The connection."), ...commonErrors },
});

const create = createRoute({
  method: "post",
  path: ENDPOINTS.connections,
  operationId: "importConnection",
  tags: ["Connections"],
  summary: "Import a connection",
  description:
    "Brings credentials from elsewhere; with the id of a connection that is here, replaces its credentials. What can be tried is tried first. Those that a log-in or key makes are connected anew.",
  middleware: requireScope("environment:connections:create"),
  request: { body: jsonInput(ImportConnectionInput, "The connection.", "import") },
  responses: { 201: jsonBody(Connection, "The connection."), ...commonErrors },
});

const remove = createRoute({
  method: "delete",
  path: `${ENDPOINTS.connections}/{connectionId}`,
  operationId: "deleteConnection",
  tags: ["Connections"],
  summary: "Delete a connection and its credentials",
  description: "Its tokens are given back to the provider first, where that takes them; the answer stands in the log.",
  middleware: requireScope("environment:connections:delete"),
  request: { params: ConnectionPath, query: z.strictObject({ provider_config_key: IntegrationKey }) },
  responses: { 200: jsonBody(Success, "The connection is gone."), ...commonErrors },
});

const legacyList = { ...list, path: "/connection", operationId: "listConnectionsLegacy", deprecated: true } as const;
const legacyGet = {
  ...get,
  path: "/connection/{connectionId}",
  operationId: "getConnectionLegacy",
  deprecated: true,
} as const;

/** Connections, and the older names of their paths. */
export const connections = restRouter()
  .openapi(list, async (c) => c.json(await listConnections(c.get("ctx"), c.req.valid("query")), 200))
  .openapi(legacyList, async (c) => c.json(await listConnections(c.get("ctx"), c.req.valid("query")), 200))
  .openapi(get, async (c) => {
    const { connectionId } = c.req.valid("param");
    return c.json(await getConnection(c.get("ctx"), { ...c.req.valid("query"), connectionId }), 200);
  })
  .openapi(legacyGet, async (c) => {
    const { connectionId } = c.req.valid("param");
    return c.json(await getConnection(c.get("ctx"), { ...c.req.valid("query"), connectionId }), 200);
  })
  .openapi(create, async (c) => c.json(await importConnection(c.get("ctx"), c.req.valid("json")), 201))
  .openapi(remove, async (c) => {
    const { connectionId } = c.req.valid("param");
    await deleteConnection(c.get("ctx"), { connectionId, providerConfigKey: c.req.valid("query").provider_config_key });
    return c.json({ success: true } as const, 200);
  });
